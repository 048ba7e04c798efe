package io.yilu.township.audit;

import io.yilu.node.audit.AuditAnchors;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Outbox;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells the county once a day where this node's audit log ends. */
@Component
class AuditAnchoring {

    private static final String SUBJECT = "audit";

    private final AuditAnchors anchors;
    private final Outbox outbox;

    AuditAnchoring(AuditAnchors anchors, Outbox outbox) {
        this.anchors = anchors;
        this.outbox = outbox;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void tell() {
        anchors.tellIfDue(anchored -> outbox.append(NodeId.COUNTY, SUBJECT, anchored));
    }
}
