package io.yilu.county.cases;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the county knows of a moment that a township wrote down by its own clock, beside the moment itself (law 9). A doubtful
 * one counts all the same: the legal clock starts where the township says, and people who read it are told.
 *
 * @param receivedAt when the county received what was dated so, this node's clock
 * @param clockOffsetMillis the township's clock minus the county's at that moment, or null if nobody had compared them
 * @param doubt why the moment cannot be right, or null if nothing speaks against it
 */
public record TownTime(
        Instant receivedAt,
        @Nullable Long clockOffsetMillis,
        @Nullable Doubt doubt) {

    /** IT is alarmed from two minutes on; a mark for people is for what may move a day. */
    private static final Duration TOLERANCE = Duration.ofMinutes(10);
    /** Twice the longest time for which a line was ever away: who comes later than that is asked. */
    private static final Duration LONGEST_WAY = Duration.ofDays(60);

    /** Why a moment cannot be right. */
    public enum Doubt {
        /** The clock was measured, and ahead. */
        CLOCK_AHEAD,
        /** The clock was measured, and behind. */
        CLOCK_BEHIND,
        /** It had not come yet when the county knew of it. */
        AFTER_RECEIPT,
        /** The county had not asked yet what this answers, or not decided what this hands over. */
        BEFORE_ITS_CAUSE,
        /** Nobody compared the clocks, and it lies further back than any message was ever on its way. */
        LONG_BEFORE_RECEIPT
    }

    /** Judges the moment of a case's first step, which follows nothing of the county's. */
    static TownTime of(Instant written, Instant receivedAt, @Nullable Long clockOffsetMillis) {
        return of(written, Instant.MIN, receivedAt, clockOffsetMillis);
    }

    /**
     * Judges the moment of a later step.
     *
     * @param cause when the county took the step that this one follows
     */
    static TownTime of(Instant written, Instant cause, Instant receivedAt, @Nullable Long clockOffsetMillis) {
        return new TownTime(receivedAt, clockOffsetMillis, doubt(written, cause, receivedAt, clockOffsetMillis));
    }

    public boolean isDoubtful() {
        return doubt != null;
    }

    /** The moment by the county's clock, as far as it was measured. */
    public Instant corrected(Instant written) {
        return clockOffsetMillis == null ? written : written.minusMillis(clockOffsetMillis);
    }

    private static @Nullable Doubt doubt(
            Instant written, Instant cause, Instant receivedAt, @Nullable Long clockOffsetMillis) {
        if (clockOffsetMillis != null && Math.abs(clockOffsetMillis) > TOLERANCE.toMillis()) {
            return clockOffsetMillis > 0 ? Doubt.CLOCK_AHEAD : Doubt.CLOCK_BEHIND;
        }
        if (written.isAfter(receivedAt.plus(TOLERANCE))) {
            return Doubt.AFTER_RECEIPT;
        }
        if (written.plus(TOLERANCE).isBefore(cause)) {
            return Doubt.BEFORE_ITS_CAUSE;
        }
        return clockOffsetMillis == null && written.isBefore(receivedAt.minus(LONGEST_WAY))
                ? Doubt.LONG_BEFORE_RECEIPT
                : null;
    }
}
