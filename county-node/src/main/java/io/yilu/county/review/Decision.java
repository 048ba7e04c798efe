package io.yilu.county.review;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import java.time.Instant;
import java.util.List;

/** A decision that was made, with its document. */
record Decision(
        Outcome outcome,
        String opinion,
        List<String> reasons,
        String resultName,
        String resultNumber,
        FileRef document,
        Instant decidedAt,
        String decidedBy) {

    Decision {
        reasons = List.copyOf(reasons);
    }
}
