package io.yilu.county.cases;

import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import org.springframework.stereotype.Component;

/** A township accepted a case: it appears among the department's 待办. */
@Component
class CaseAcceptedHandler implements InboxHandler<CaseAccepted> {

    private final ForwardedCases cases;

    CaseAcceptedHandler(ForwardedCases cases) {
        this.cases = cases;
    }

    @Override
    public Class<CaseAccepted> payloadClass() {
        return CaseAccepted.class;
    }

    @Override
    public void handle(InboxMessage<CaseAccepted> message) {
        cases.accept(message);
    }
}
