package io.yilu.county.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sentence of a case's timeline.
 *
 * @param at when it happened, by the clock of the place where it did
 * @param place the site or department
 * @param by display name of the person
 * @param town what is known of {@code at} if a township wrote it, null for the county's own steps
 */
public record TimelineEntry(
        Kind kind,
        Instant at,
        String place,
        String by,
        String text,
        @Nullable TownTime town) {

    /** A step of the county's own. */
    public TimelineEntry(Kind kind, Instant at, String place, String by, String text) {
        this(kind, at, place, by, text, null);
    }

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
