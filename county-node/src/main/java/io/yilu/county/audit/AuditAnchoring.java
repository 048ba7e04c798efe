package io.yilu.county.audit;

import io.yilu.node.audit.AuditAnchors;
import io.yilu.sync.Links;
import io.yilu.sync.Outbox;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells every town once a day where the county's audit log ends: it would have to be rewritten at 22 places. */
@Component
class AuditAnchoring {

    private static final String SUBJECT = "audit";

    private final AuditAnchors anchors;
    private final Links links;
    private final Outbox outbox;

    AuditAnchoring(AuditAnchors anchors, Links links, Outbox outbox) {
        this.anchors = anchors;
        this.links = links;
        this.outbox = outbox;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void tell() {
        anchors.tellIfDue(anchored -> links.all().forEach(link -> outbox.append(link.peer(), SUBJECT, anchored)));
    }
}
