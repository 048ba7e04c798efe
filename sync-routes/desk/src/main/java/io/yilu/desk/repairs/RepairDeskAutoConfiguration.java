package io.yilu.desk.repairs;

import io.yilu.node.audit.AuditLog;
import io.yilu.sync.RepairJournal;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Gives a node the API of repairs. It comes before the exchange, which makes repairs only where there is a journal for them. */
@AutoConfiguration(beforeName = "io.yilu.sync.boot.ExchangeAutoConfiguration")
@Import({RepairApi.class, RepairAccess.class})
public class RepairDeskAutoConfiguration {

    @Bean
    RepairJournal auditedRepairs(AuditLog log) {
        return new AuditedRepairs(log);
    }

    @Bean
    RepairShapes repairShapes() {
        return new RepairShapes();
    }
}
