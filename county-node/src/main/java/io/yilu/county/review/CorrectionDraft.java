package io.yilu.county.review;

import io.yilu.schemas.payload.CorrectionRequested.Correction;
import java.util.List;

/** Everything that a reviewer wants mended, at once; lines without text are dropped. */
record CorrectionDraft(List<Correction> lines, String opinion) {

    CorrectionDraft {
        opinion = opinion.strip();
        lines = lines.stream()
                .map(line -> new Correction(line.materialSeq(), line.text().strip()))
                .filter(line -> !line.text().isEmpty())
                .toList();
    }
}
