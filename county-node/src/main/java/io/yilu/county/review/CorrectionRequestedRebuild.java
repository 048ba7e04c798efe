package io.yilu.county.review;

import io.yilu.county.cases.Cases;
import io.yilu.schemas.payload.CorrectionRequested;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import org.springframework.stereotype.Component;

/** Asks again, in the tables only, for a correction that this node had asked for before it lost them. */
@Component
class CorrectionRequestedRebuild implements OwnMessageHandler<CorrectionRequested> {

    private final Cases cases;
    private final ReviewSteps steps;

    CorrectionRequestedRebuild(Cases cases, ReviewSteps steps) {
        this.cases = cases;
        this.steps = steps;
    }

    @Override
    public Class<CorrectionRequested> payloadClass() {
        return CorrectionRequested.class;
    }

    @Override
    public void rebuild(InboxMessage<CorrectionRequested> message) {
        CorrectionRequested asked = message.payload();
        steps.correctionRequested(cases.requireLocked(asked.caseNumber()), asked);
    }
}
