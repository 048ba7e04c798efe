package io.yilu.county.cases;

import io.yilu.schemas.payload.CaseDelivered;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import org.springframework.stereotype.Component;

/** The result was handed over: the case is closed. */
@Component
class CaseDeliveredHandler implements InboxHandler<CaseDelivered> {

    private final ForwardedCases cases;

    CaseDeliveredHandler(ForwardedCases cases) {
        this.cases = cases;
    }

    @Override
    public Class<CaseDelivered> payloadClass() {
        return CaseDelivered.class;
    }

    @Override
    public void handle(InboxMessage<CaseDelivered> message) {
        cases.deliver(message);
    }
}
