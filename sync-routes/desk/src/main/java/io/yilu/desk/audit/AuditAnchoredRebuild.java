package io.yilu.desk.audit;

import io.yilu.node.audit.AuditAnchors;
import io.yilu.schemas.payload.AuditAnchored;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;

/**
 * Remembers again what this node had told of its audit log. The log itself does not come back: an entry names what is lost,
 * the next anchor says so, and the other side shows it.
 */
class AuditAnchoredRebuild implements OwnMessageHandler<AuditAnchored> {

    private final AuditAnchors anchors;

    AuditAnchoredRebuild(AuditAnchors anchors) {
        this.anchors = anchors;
    }

    @Override
    public Class<AuditAnchored> payloadClass() {
        return AuditAnchored.class;
    }

    @Override
    public void rebuild(InboxMessage<AuditAnchored> message) {
        anchors.takeBack(message.payload(), message.id().toString());
    }
}
