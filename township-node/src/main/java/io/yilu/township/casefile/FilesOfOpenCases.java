package io.yilu.township.casefile;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.sync.FileStore;
import io.yilu.sync.FileStore.FileProgress;
import io.yilu.sync.NeededFiles;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.FileOfCase;
import io.yilu.township.results.Results;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What a clerk works with: the scans of cases that are not over, and results that nobody has taken home yet; in templates as
 * {@code ${@filesOfOpenCases}}.
 */
@Component
public class FilesOfOpenCases implements NeededFiles {

    private static final int AT_ONCE = 500;

    private final CaseBook cases;
    private final Results results;
    private final FileStore files;

    FilesOfOpenCases(CaseBook cases, Results results, FileStore files) {
        this.cases = cases;
        this.results = results;
        this.files = files;
    }

    @Override
    public Collection<FileRef> neededNow() {
        return all().stream().map(FileOfCase::file).toList();
    }

    /** Numbers of cases of which a file is not whole here; so many at most, since somebody is to go after them one by one. */
    public List<String> incompleteCases(int most) {
        List<FileOfCase> all = all();
        Set<String> incomplete = new LinkedHashSet<>();
        for (int from = 0; from < all.size() && incomplete.size() < most; from += AT_ONCE) {
            incomplete.addAll(incompleteAmong(all.subList(from, Math.min(from + AT_ONCE, all.size()))));
        }
        return incomplete.stream().limit(most).toList();
    }

    private List<String> incompleteAmong(List<FileOfCase> some) {
        Set<String> here = files
                .progress(some.stream().map(one -> one.file().sha256()).toList())
                .stream()
                .filter(FileProgress::complete)
                .map(FileProgress::sha256)
                .collect(Collectors.toSet());
        return some.stream()
                .filter(one -> !here.contains(one.file().sha256()))
                .map(one -> one.caseNumber().value())
                .toList();
    }

    private List<FileOfCase> all() {
        return Stream.concat(
                        cases.scansOfOpenCases().stream(),
                        results.uncollected(Integer.MAX_VALUE, 0).stream()
                                .map(decision -> new FileOfCase(decision.caseNumber(), decision.document())))
                .toList();
    }
}
