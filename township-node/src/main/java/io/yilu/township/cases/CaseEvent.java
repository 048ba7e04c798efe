package io.yilu.township.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sentence of a case's timeline.
 *
 * @param kind what happened, as a word for machines
 * @param at the clock of the place where it happened
 * @param place the site or department
 * @param paper the paper that belongs to it, if any: receipt, acceptance or result
 */
public record CaseEvent(
        Kind kind,
        Instant at,
        String place,
        String by,
        String text,
        @Nullable String paper) {

    /** What a timeline entry tells of. */
    public enum Kind {
        ACCEPTED,
        PROGRESSED,
        CORRECTION_REQUESTED,
        SUPPLEMENTED,
        DECIDED,
        DELIVERED
    }
}
