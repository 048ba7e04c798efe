package io.yilu.township.results;

import io.yilu.schemas.payload.CaseDelivered;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import org.springframework.stereotype.Component;

/** Enters again a handing over that this site had told the county of before it lost its tables. */
@Component
class CaseDeliveredRebuild implements OwnMessageHandler<CaseDelivered> {

    private final Results results;

    CaseDeliveredRebuild(Results results) {
        this.results = results;
    }

    @Override
    public Class<CaseDelivered> payloadClass() {
        return CaseDelivered.class;
    }

    @Override
    public void rebuild(InboxMessage<CaseDelivered> message) {
        results.handOverAgain(message.payload());
    }
}
