package io.yilu.county.cases;

import java.util.List;

/** A material of a case with the scans that came for it, oldest first. */
public record CaseMaterial(int seq, String name, List<CaseFile> files) {

    public CaseMaterial {
        files = List.copyOf(files);
    }
}
