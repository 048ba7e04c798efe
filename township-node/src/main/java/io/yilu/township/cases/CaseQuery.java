package io.yilu.township.cases;

import io.yilu.schemas.cases.CaseState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a list of cases asks for.
 *
 * @param text part of a case number, applicant's name or item, or a whole id number; empty for all
 * @param states empty for all
 * @param acceptedBy only this clerk's, or null
 * @param page from 0
 * @param size at most {@value #MAX_SIZE}
 */
public record CaseQuery(
        String text, Set<CaseState> states, @Nullable String acceptedBy, int page, int size) {

    static final int MAX_SIZE = 100;

    public CaseQuery {
        text = text.strip();
        states = Set.copyOf(states);
        page = Math.max(0, page);
        size = Math.min(MAX_SIZE, Math.max(1, size));
    }

    int offset() {
        return (int) Math.min(Integer.MAX_VALUE, (long) page * size);
    }

    /** The text for LIKE, with the wildcards that a reader typed taken literally. */
    String like() {
        return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
