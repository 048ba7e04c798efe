package io.yilu.sync.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the peer's clock is from this node's, measured from heartbeats that came back: what the peer's clock showed belongs
 * to the middle of the round trip, and half of the round trip is the most that can be wrong.
 *
 * <p>The peer's clock is tied to this node's ticker, not to its clock, so that the offset follows at once when somebody sets
 * the date of either. On a full line a beat takes seconds; the best measurement is kept until it has aged more than that.
 */
final class ClockMeter {

    /** A cheap quartz drifts by less: 200 parts in a million are 17 s a day. */
    private static final long DRIFT_ONE_IN = 5_000;
    /** A peer's clock that is moved by less than this is not told from a slow answer. */
    private static final Duration SLACK = Duration.ofMillis(100);

    private final Clock clock;
    private final Ticker ticker;
    /** Written under the peer's lock, read by whoever dates something. */
    private volatile @Nullable Sample best;

    ClockMeter(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * Notes a beat that came back now.
     *
     * @param sentAt when it was sent, by this node's ticker
     * @param peerClock what the peer's clock showed when it answered
     */
    void answered(Duration sentAt, Instant peerClock) {
        Duration half = ticker.elapsed().minus(sentAt).dividedBy(2);
        Sample fresh = new Sample(sentAt.plus(half), peerClock, half);
        Sample known = best;
        if (known == null || fresh.isBetterThan(known) || fresh.contradicts(known)) {
            best = fresh;
        }
    }

    /** The peer's clock minus this node's, now; empty if none was measured in this run. */
    Optional<Offset> offset() {
        Sample known = best;
        if (known == null) {
            return Optional.empty();
        }
        Duration now = ticker.elapsed();
        Duration offset = Duration.between(clock.instant(), known.peerClockAt(now));
        return Optional.of(new Offset(offset, known.errorAt(now)));
    }

    /**
     * A measured difference of two clocks.
     *
     * @param value peer minus this node
     * @param error the true one differs by no more than this
     */
    record Offset(Duration value, Duration error) {}

    private record Sample(Duration at, Instant peerClock, Duration error) {

        Instant peerClockAt(Duration then) {
            return peerClock.plus(then.minus(at));
        }

        Duration errorAt(Duration then) {
            return error.plus(then.minus(at).abs().dividedBy(DRIFT_ONE_IN));
        }

        boolean isBetterThan(Sample older) {
            return error.compareTo(older.errorAt(at)) <= 0;
        }

        /** Both cannot be right: the peer's clock was set in between. */
        boolean contradicts(Sample older) {
            Duration apart = Duration.between(older.peerClockAt(at), peerClock).abs();
            return apart.compareTo(error.plus(older.errorAt(at)).plus(SLACK)) > 0;
        }
    }
}
