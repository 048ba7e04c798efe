package io.yilu.desk.audit;

import io.yilu.node.audit.AuditAnchors;
import io.yilu.schemas.payload.AuditAnchored;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;

/** Keeps where the other node's log ends, and alarms if that contradicts what it said before. */
class AuditAnchoredHandler implements InboxHandler<AuditAnchored> {

    private final AuditAnchors anchors;
    private final OpenAnchorAlarms alarms;

    AuditAnchoredHandler(AuditAnchors anchors, OpenAnchorAlarms alarms) {
        this.anchors = anchors;
        this.alarms = alarms;
    }

    @Override
    public Class<AuditAnchored> payloadClass() {
        return AuditAnchored.class;
    }

    @Override
    public void handle(InboxMessage<AuditAnchored> message) {
        alarms.told(message.origin());
        anchors.take(message.origin(), message.payload())
                .ifPresent(fault -> alarms.contradicted(message.origin(), fault));
    }
}
