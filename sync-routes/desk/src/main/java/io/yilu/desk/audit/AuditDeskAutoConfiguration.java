package io.yilu.desk.audit;

import io.yilu.node.audit.AnchorSilence;
import io.yilu.node.audit.AuditAnchors;
import io.yilu.node.audit.AuditLog;
import io.yilu.sync.Alarms;
import io.yilu.sync.Links;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Gives a node the anchors of the logs of those that it exchanges with. */
@AutoConfiguration
@Import({AnchorAlarmApi.class, AnchorAlarmPage.class})
public class AuditDeskAutoConfiguration {

    @Bean
    OpenAnchorAlarms openAnchorAlarms(Alarms alarms, AuditLog log) {
        return new OpenAnchorAlarms(alarms, log);
    }

    @Bean
    AuditAnchoredHandler auditAnchoredHandler(AuditAnchors anchors, OpenAnchorAlarms alarms) {
        return new AuditAnchoredHandler(anchors, alarms);
    }

    @Bean
    AuditAnchoredRebuild auditAnchoredRebuild(AuditAnchors anchors) {
        return new AuditAnchoredRebuild(anchors);
    }

    @Bean
    AnchorWatch anchorWatch(Links links, AnchorSilence silence, OpenAnchorAlarms alarms) {
        return new AnchorWatch(links, silence, alarms);
    }
}
