package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches how far the peer's clock is from this node's and alarms when one of the two is certainly wrong. Nothing else is made of
 * it: a wrong clock is marked, its messages are taken as they come (law 9).
 */
final class ClockWatch {

    private static final String ALARM = "YILU-CLOCK-003";
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private final NodeId peer;
    private final Ledger ledger;
    private final ClockMeter meter;
    private @Nullable Boolean alarmed;

    ClockWatch(NodeId peer, Ledger ledger, Clock clock, Ticker ticker) {
        this.peer = peer;
        this.ledger = ledger;
        this.meter = new ClockMeter(clock, ticker);
    }

    /** A sign of life that was sent then came back with what the peer's clock showed. */
    void answered(Duration sentAt, Instant peerClock) {
        meter.answered(sentAt, peerClock);
        look();
    }

    /** Looks again: this node's own clock may have been set since. */
    void look() {
        ClockMeter.Offset offset = meter.offset().orElse(null);
        if (offset == null) {
            return;
        }
        Duration off = offset.value().abs();
        if (off.minus(offset.error()).compareTo(TOLERANCE) > 0) {
            if (!Boolean.TRUE.equals(alarmed)) {
                alarmed = true;
                ledger.alarms().raise(ALARM, peer, words(offset.value()));
            }
        } else if (off.plus(offset.error()).compareTo(TOLERANCE) <= 0 && !Boolean.FALSE.equals(alarmed)) {
            alarmed = false;
            ledger.alarms().clear(ALARM, peer);
        }
    }

    /** The peer's clock minus this node's, if it was measured in this run. */
    Optional<Duration> offset() {
        return meter.offset().map(ClockMeter.Offset::value);
    }

    /** What an instant of the peer's clock is by this node's. */
    Instant here(Instant there) {
        return there.minus(offset().orElse(Duration.ZERO));
    }

    private static String words(Duration offset) {
        Duration off = offset.abs();
        return "The clock of the other side is %d days %02d:%02d:%02d %s. Set the one that is wrong; what was written meanwhile is"
                        .formatted(
                                off.toDays(),
                                off.toHoursPart(),
                                off.toMinutesPart(),
                                off.toSecondsPart(),
                                offset.isNegative() ? "behind this one's" : "ahead of this one's")
                + " complete and in order, and carries the difference.";
    }
}
