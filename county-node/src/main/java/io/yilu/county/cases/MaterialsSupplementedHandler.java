package io.yilu.county.cases;

import io.yilu.schemas.payload.MaterialsSupplemented;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import org.springframework.stereotype.Component;

/** The township answered a correction request: the case goes on. */
@Component
class MaterialsSupplementedHandler implements InboxHandler<MaterialsSupplemented> {

    private final ForwardedCases cases;

    MaterialsSupplementedHandler(ForwardedCases cases) {
        this.cases = cases;
    }

    @Override
    public Class<MaterialsSupplemented> payloadClass() {
        return MaterialsSupplemented.class;
    }

    @Override
    public void handle(InboxMessage<MaterialsSupplemented> message) {
        cases.supplement(message);
    }
}
