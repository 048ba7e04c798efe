package io.yilu.county.cases;

import java.time.Instant;

/**
 * One sentence of a case's timeline.
 *
 * @param at when it happened, by the clock of the place where it did
 * @param place the site or department
 * @param by display name of the person
 */
public record TimelineEntry(Kind kind, Instant at, String place, String by, String text) {

    /** What happened; pages choose their marks by it. */
    public enum Kind {
        ACCEPTED,
        RECEIVED,
        REVIEW_STARTED,
        CORRECTION_REQUESTED,
        SUPPLEMENTED,
        DECIDED,
        DELIVERED
    }
}
