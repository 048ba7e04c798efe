package io.yilu.township.audit;

import io.yilu.node.audit.AuditAnchors;
import io.yilu.schemas.payload.AuditAnchored;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import org.springframework.stereotype.Component;

/** Keeps where the other node's log ends. */
@Component
class AuditAnchoredHandler implements InboxHandler<AuditAnchored> {

    private final AuditAnchors anchors;

    AuditAnchoredHandler(AuditAnchors anchors) {
        this.anchors = anchors;
    }

    @Override
    public Class<AuditAnchored> payloadClass() {
        return AuditAnchored.class;
    }

    @Override
    public void handle(InboxMessage<AuditAnchored> message) {
        anchors.take(message.origin(), message.payload());
    }
}
