package io.yilu.county.cases;

import java.util.List;

/** One page of a list of cases. */
public record CasePage(List<CountyCase> cases, long total, int page, int size) {

    public CasePage {
        cases = List.copyOf(cases);
    }

    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }
}
