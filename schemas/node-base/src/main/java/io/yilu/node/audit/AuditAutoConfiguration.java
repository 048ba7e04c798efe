package io.yilu.node.audit;

import io.yilu.node.identity.NodeProperties;
import io.yilu.node.signin.AccessRules;
import io.yilu.node.signin.SignInAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives a node its audit log, with its page and its API. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class, before = SignInAutoConfiguration.class)
@Import({AuditTable.class, AuditApi.class, AuditPage.class})
public class AuditAutoConfiguration {

    @Bean
    AuditLog auditLog(AuditTable table, Clock clock) {
        return new AuditLog(table, clock);
    }

    @Bean
    AnchorSilence anchorSilence(JdbcClient jdbc, Clock clock) {
        return new AnchorSilence(jdbc, clock);
    }

    @Bean
    AuditAnchors auditAnchors(
            JdbcClient jdbc, AuditTable table, AuditLog log, AnchorSilence silence, NodeProperties node, Clock clock) {
        return new AuditAnchors(jdbc, table, log, silence, node, clock);
    }

    @Bean
    AuditReport auditReport(AuditTable table, AuditAnchors anchors, AuditLog log, NodeProperties node, Clock clock) {
        return new AuditReport(table, anchors, log, node, clock);
    }

    @Bean
    AuditEvents auditEvents(AuditLog log) {
        return new AuditEvents(log);
    }

    @Bean
    AccessRules auditAccess() {
        return new AuditAccess();
    }
}
