package io.yilu.township.casefile;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.sync.NeededFiles;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.results.Decision;
import io.yilu.township.results.Results;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a clerk works with: the scans of cases that are not over, and results that nobody has taken home yet. */
@Component
class FilesOfOpenCases implements NeededFiles {

    private final CaseBook cases;
    private final Results results;

    FilesOfOpenCases(CaseBook cases, Results results) {
        this.cases = cases;
        this.results = results;
    }

    @Override
    public Collection<FileRef> neededNow() {
        List<Decision> uncollected = results.uncollected(Integer.MAX_VALUE, 0);
        return Stream.concat(
                        cases.scansOfOpenCases().stream(), uncollected.stream().map(Decision::document))
                .toList();
    }
}
