package io.yilu.county.cases;

import io.yilu.schemas.cases.CaseState;
import java.util.List;
import java.util.Locale;

/**
 * What a department wants listed.
 *
 * @param department the department's own code; nobody lists another's cases
 * @param text words in the case number, applicant's name, item's name or code; empty for all
 * @param page from 0
 * @param size 1 to 100
 */
public record CaseQuery(String department, Scope scope, String text, Sort sort, int page, int size) {

    private static final int MAX_SIZE = 100;
    private static final int MAX_TEXT = 100;

    public CaseQuery {
        text = text.strip();
        text = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        page = Math.max(0, page);
        size = Math.min(MAX_SIZE, Math.max(1, size));
    }

    long offset() {
        return (long) page * size;
    }

    String like() {
        return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    /** Which cases; the name in lower case is the value in addresses. */
    public enum Scope {
        /** 待办: the department has something to do. */
        TODO("ACCEPTED", "IN_REVIEW", "EXTENDED"),
        /** 等待补正: the township has the token. */
        WAITING("CORRECTION", "SPECIAL_PROCEDURE"),
        /** 已办结. */
        DONE("APPROVED", "REFUSED", "DELIVERED", "WITHDRAWN", "FORWARDED", "NOT_ACCEPTED", "VOIDED"),
        /** 全部. */
        ALL();

        private final List<String> states;

        Scope(String... states) {
            this.states = List.of(states);
        }

        List<String> states() {
            return states;
        }

        /** Whether a case in this state is listed. */
        public boolean holds(CaseState state) {
            return states.isEmpty() || states.contains(state.name());
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The scope with this label; {@link #TODO} for anything else. */
        public static Scope labelled(String label) {
            for (Scope scope : values()) {
                if (scope.label().equals(label)) {
                    return scope;
                }
            }
            return TODO;
        }
    }

    /** In which order; the name in lower case is the value in addresses. */
    public enum Sort {
        /** By what is left of the promise, the most urgent first. */
        DUE("c.promised_due, c.legal_due, c.case_number"),
        /** By acceptance, the newest first. */
        ACCEPTED("c.accepted_at DESC, c.case_number DESC"),
        /** By site, then by what is left. */
        SITE("c.site, c.promised_due, c.case_number");

        private final String columns;

        Sort(String columns) {
            this.columns = columns;
        }

        String columns() {
            return columns;
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The order with this label; {@link #DUE} for anything else. */
        public static Sort labelled(String label) {
            for (Sort sort : values()) {
                if (sort.label().equals(label)) {
                    return sort;
                }
            }
            return DUE;
        }
    }
}
