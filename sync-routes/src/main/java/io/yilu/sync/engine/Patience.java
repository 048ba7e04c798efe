package io.yilu.sync.engine;

import java.time.Duration;

/**
 * How long a receipt may take before what it is for goes again: learned from the receipts that came, never less than the line
 * needs for what is on it, and doubled while nothing comes, so that a thin line or a slow peer is not burdened with copies.
 */
final class Patience {

    private static final Duration MOST = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 5;
    private static final int SPREADS = 4;
    private static final int ROUND_TRIPS = 4;
    private static final int TIMES_TO_CLEAR_THE_LINE = 3;

    private final LineMeter meter;
    private final Duration least;

    private Duration usual = Duration.ZERO;
    private Duration spread = Duration.ZERO;
    private int doublings;

    Patience(LineMeter meter, Duration least) {
        this.meter = meter;
        this.least = least;
    }

    /** A receipt came for what was sent once, after so long. */
    void receipted(Duration measured) {
        // What seems longer is the sleep of a machine: believed, it would stop all sending again for hours.
        Duration delay = shorter(measured, MOST);
        doublings = 0;
        if (usual.isZero()) {
            usual = delay;
            spread = delay.dividedBy(2);
            return;
        }
        Duration error = delay.minus(usual);
        spread = spread.multipliedBy(3).plus(error.abs()).dividedBy(4);
        usual = usual.plus(error.dividedBy(8));
    }

    /** Nothing came in time. */
    void ranOut() {
        doublings = Math.min(MOST_DOUBLINGS, doublings + 1);
    }

    Duration now() {
        Duration patient = once().multipliedBy(1L << doublings);
        return shorter(patient, longer(MOST, once()));
    }

    /** The same, however often it ran out: when the peer says that it has nothing, there is no more to wait for. */
    Duration once() {
        Duration learned = usual.plus(spread.multipliedBy(SPREADS));
        Duration round = meter.roundTrip().multipliedBy(ROUND_TRIPS);
        Duration clearing = meter.timeFor(meter.outstanding()).multipliedBy(TIMES_TO_CLEAR_THE_LINE);
        return longer(longer(least, learned), longer(round, clearing));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
