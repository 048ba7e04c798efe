package io.yilu.county.review;

import io.yilu.county.cases.CountyCase;
import io.yilu.schemas.calendar.WorkingCalendar;
import io.yilu.schemas.clock.ClockLedger;
import java.time.LocalDate;

/**
 * How much time a case has left, in working days and as a level that pages show by colour and by word.
 *
 * @param promised days left of the promise; negative when late
 * @param legal days left of the legal limit; negative when late
 */
record Urgency(Level level, int promised, int legal) {

    /** From how many days on a case counts as urgent. */
    private static final int SOON = 3;

    static Urgency of(CountyCase countyCase, ClockLedger clock, WorkingCalendar calendar, LocalDate today) {
        int promised = clock.remaining(calendar, today);
        int legal = clock.legalRemaining(calendar, today);
        return new Urgency(level(countyCase, clock, promised, legal), promised, legal);
    }

    private static Level level(CountyCase countyCase, ClockLedger clock, int promised, int legal) {
        if (countyCase.state().isClosed()) {
            return promised < 0 ? Level.CLOSED_LATE : Level.CLOSED;
        }
        if (clock.openSuspension().isPresent()) {
            return Level.PAUSED;
        }
        if (legal < 0) {
            return Level.BEYOND_LAW;
        }
        if (promised < 0) {
            return Level.OVERDUE;
        }
        return promised <= SOON ? Level.SOON : Level.CALM;
    }

    /** Days beyond the limit that the level speaks of. */
    public int late() {
        return level == Level.BEYOND_LAW ? -legal : -promised;
    }

    /** Key of the sentence in the message bundle. */
    public String messageKey() {
        return level == Level.SOON && promised == 0 ? "case.left.TODAY" : "case.left." + level;
    }

    /** The number in that sentence. */
    public int days() {
        return level == Level.CALM || level == Level.SOON || level == Level.PAUSED ? promised : late();
    }

    /** Suffix of the CSS class. */
    public String tone() {
        return switch (level) {
            case CALM -> "calm";
            case SOON -> "soon";
            case OVERDUE, BEYOND_LAW, CLOSED_LATE -> "late";
            case PAUSED, CLOSED -> "over";
        };
    }

    enum Level {
        /** Time enough. */
        CALM,
        /** Three working days or fewer. */
        SOON,
        /** Beyond the promise. */
        OVERDUE,
        /** Beyond the law as well. */
        BEYOND_LAW,
        /** The clock stands. */
        PAUSED,
        /** Decided in time. */
        CLOSED,
        /** Decided, but late. */
        CLOSED_LATE
    }
}
