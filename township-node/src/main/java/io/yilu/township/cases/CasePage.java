package io.yilu.township.cases;

import java.util.List;

/** One page of a list of cases, newest first. */
public record CasePage(List<CaseRow> cases, long total, int page, int size) {

    public CasePage {
        cases = List.copyOf(cases);
    }

    /** How many pages there are, at least one. */
    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }
}
