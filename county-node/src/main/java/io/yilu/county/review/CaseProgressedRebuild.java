package io.yilu.county.review;

import io.yilu.county.cases.Cases;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import org.springframework.stereotype.Component;

/** Starts again a review that this node had started before it lost its tables. */
@Component
class CaseProgressedRebuild implements OwnMessageHandler<CaseProgressed> {

    private final Cases cases;
    private final ReviewSteps steps;

    CaseProgressedRebuild(Cases cases, ReviewSteps steps) {
        this.cases = cases;
        this.steps = steps;
    }

    @Override
    public Class<CaseProgressed> payloadClass() {
        return CaseProgressed.class;
    }

    @Override
    public void rebuild(InboxMessage<CaseProgressed> message) {
        CaseProgressed progressed = message.payload();
        steps.started(cases.requireLocked(progressed.caseNumber()), progressed);
    }
}
