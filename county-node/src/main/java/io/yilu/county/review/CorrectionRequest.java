package io.yilu.county.review;

import io.yilu.schemas.payload.CorrectionRequested.Correction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A correction request that was sent; answered when the case has a supplement with the same token. */
record CorrectionRequest(
        int writerToken,
        List<Correction> lines,
        String opinion,
        LocalDate dueDate,
        Instant requestedAt,
        String requestedBy) {

    CorrectionRequest {
        lines = List.copyOf(lines);
    }
}
