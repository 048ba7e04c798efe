package io.yilu.township.results;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import java.time.Instant;
import java.util.List;

/** What the county decided (办结). */
public record Decision(
        CaseNumber caseNumber,
        Outcome outcome,
        String opinion,
        List<String> reasons,
        String resultName,
        String resultNumber,
        FileRef document,
        String department,
        Instant decidedAt,
        String decidedBy,
        Instant arrivedAt) {

    public Decision {
        reasons = List.copyOf(reasons);
    }

    public boolean isApproved() {
        return outcome == Outcome.APPROVED;
    }
}
