package io.yilu.county.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.county.trial.CountyTest;
import io.yilu.county.trial.Townships;
import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditAnchor;
import io.yilu.node.audit.AuditAnchors;
import io.yilu.node.audit.AuditLog;
import io.yilu.schemas.payload.AuditAnchored;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CountyTest
class AuditAnchoringTest {

    private static final Instant AT = Instant.parse("2026-11-20T16:00:00Z");
    private static final String HASH = "ab".repeat(32);

    @Autowired
    private Townships townships;

    @Autowired
    private AuditAnchoring anchoring;

    @Autowired
    private AuditAnchors anchors;

    @Autowired
    private AuditLog log;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void a_towns_log_that_contradicts_what_it_said_the_day_before_is_noticed() {
        townships.apply(Townships.HANWANG, new AuditAnchored(5, HASH, AT, 0, "0".repeat(64)));
        townships.apply(Townships.HANWANG, new AuditAnchored(9, "cd".repeat(32), AT.plusSeconds(86_400), 5, HASH));
        assertThat(anchors.all()).filteredOn(this::isOfTheTown).hasSize(2).allMatch(AuditAnchor::agrees);

        townships.apply(
                Townships.HANWANG,
                new AuditAnchored(12, "ef".repeat(32), AT.plusSeconds(172_800), 9, AuditAnchored.GONE));

        assertThat(anchors.all().get(0).agrees()).isFalse();
        assertThat(log.looksAt(Townships.HANWANG.value(), Act.ANCHOR_MISMATCH)).hasSize(1);
    }

    @Test
    void every_town_is_told_once_a_day_where_the_countys_log_ends() {
        jdbc.sql("""
                INSERT INTO node_audit_anchor (node_id, entries, hash, anchored_at, noted_at, agrees)
                VALUES ('610924000', 0, ?, '2026-01-01', '2026-01-01', TRUE)""").param("0".repeat(64)).update();

        anchoring.tell();
        anchoring.tell();

        assertThat(jdbc.sql("SELECT COUNT(*) FROM sync_outbox WHERE type = 'audit-anchored'")
                        .query(Long.class)
                        .single())
                .isEqualTo(21);
    }

    private boolean isOfTheTown(AuditAnchor anchor) {
        return anchor.nodeId().equals(Townships.HANWANG.value());
    }
}
