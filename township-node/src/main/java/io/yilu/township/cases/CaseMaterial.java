package io.yilu.township.cases;

import java.util.List;

/** One material of a case with its scans, oldest first. */
public record CaseMaterial(int seq, String name, String necessity, List<CaseFile> files) {

    public CaseMaterial {
        files = List.copyOf(files);
    }
}
