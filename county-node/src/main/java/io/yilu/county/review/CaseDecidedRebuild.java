package io.yilu.county.review;

import io.yilu.county.cases.Cases;
import io.yilu.county.cases.CountyCase;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import org.springframework.stereotype.Component;

/** Enters again a decision that this node had made before it lost its tables; its document's number is not given twice. */
@Component
class CaseDecidedRebuild implements OwnMessageHandler<CaseDecided> {

    private final Cases cases;
    private final ReviewSteps steps;
    private final ResultNumbers numbers;

    CaseDecidedRebuild(Cases cases, ReviewSteps steps, ResultNumbers numbers) {
        this.cases = cases;
        this.steps = steps;
        this.numbers = numbers;
    }

    @Override
    public Class<CaseDecided> payloadClass() {
        return CaseDecided.class;
    }

    @Override
    public void rebuild(InboxMessage<CaseDecided> message) {
        CaseDecided decided = message.payload();
        CountyCase current = cases.requireLocked(decided.caseNumber());
        steps.decided(current, decided);
        numbers.given(current.department(), decided.outcome(), decided.resultNumber());
    }
}
