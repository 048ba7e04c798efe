package io.yilu.township.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.desk.audit.AnchorWatch;
import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.signin.Role;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.AuditAnchored;
import io.yilu.sync.Alarms;
import io.yilu.sync.Outbox;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.township.trial.Browser;
import io.yilu.township.trial.County;
import io.yilu.township.trial.OwnMessages;
import io.yilu.township.trial.TownshipTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The township keeps where the county's log ends and alarms what is wrong with it; its own log outlives a restore. */
@TownshipTest
class AnchorsOfTheCountyTest {

    private static final Instant AT = Instant.parse("2026-11-20T16:00:00Z");
    private static final String HASH = "ab".repeat(32);
    private static final String OTHER_HASH = "cd".repeat(32);

    @Autowired
    County county;

    @Autowired
    Browser browser;

    @Autowired
    OwnMessages own;

    @Autowired
    Outbox outbox;

    @Autowired
    AnchorWatch watch;

    @Autowired
    Alarms alarms;

    @Autowired
    AuditLog log;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void beginAnew() {
        jdbc.sql("DELETE FROM node_audit_anchor WHERE node_id = '610924000'").update();
        jdbc.sql("DELETE FROM sync_alarm WHERE code LIKE 'YILU-AUDIT%'").update();
    }

    @Test
    void a_county_s_log_that_contradicts_its_anchors_is_an_alarm_until_a_person_ends_it() {
        tells(new AuditAnchored(5, HASH, AT, 0, "0".repeat(64)));
        assertThat(open()).isEmpty();
        tells(new AuditAnchored(4, OTHER_HASH, AT.plusSeconds(86_400), 5, AuditAnchored.GONE));
        tells(new AuditAnchored(6, HASH, AT.plusSeconds(172_800), 4, OTHER_HASH));

        assertThat(open()).containsExactly("YILU-AUDIT-001");
        assertThat(Browser.text(browser.getAs(Role.IT, "/audit?lang=zh-CN")))
                .contains("YILU-AUDIT-001 610924000", "与存证不符", "解除告警");
        assertThat(browser.post("/audit/alarms/610924000/end", "reason", "x")
                        .getResponse()
                        .getStatus())
                .as("a clerk")
                .isEqualTo(403);

        assertThat(browser.postAs(Role.IT, "/audit/alarms/610924000/end", "reason", "县里从备份恢复过")
                        .getResponse()
                        .getStatus())
                .isEqualTo(302);

        assertThat(open()).isEmpty();
        assertThat(jdbc.sql("SELECT CONCAT(subject, reason) FROM node_audit WHERE act = 'alarm-cleared'")
                        .query(String.class)
                        .list())
                .containsExactly("610924000县里从备份恢复过");
    }

    @Test
    void a_county_that_is_heard_and_tells_no_anchor_for_three_days_is_alarmed_until_it_tells_one() {
        tells(new AuditAnchored(5, HASH, AT, 0, "0".repeat(64)));
        isHeardAndLookedAt();
        jdbc.sql("UPDATE node_audit_silence SET since = since - INTERVAL 73 HOUR")
                .update();
        assertThat(open()).isEmpty();

        isHeardAndLookedAt();
        assertThat(open()).containsExactly("YILU-AUDIT-002");

        tells(new AuditAnchored(6, OTHER_HASH, AT.plusSeconds(86_400), 5, HASH));
        assertThat(open()).isEmpty();
    }

    @Test
    void an_end_of_this_log_that_came_back_and_is_not_there_is_written_down_with_the_message_that_proves_it() {
        log.recordOf("clerk", Act.SIGNED_IN, "clerk", "");
        AuditAnchored former = new AuditAnchored(log.head().entries() + 500, HASH, AT, 0, "0".repeat(64));
        transaction.executeWithoutResult(status -> outbox.append(NodeId.COUNTY, "audit", former));
        List<OutgoingMessage> said = own.about("audit");
        OutgoingMessage last = said.get(said.size() - 1);

        own.replay(last);

        assertThat(jdbc.sql("SELECT detail FROM node_audit WHERE act = 'log-restored' AND subject = ?")
                        .param(last.id().toString())
                        .query(String.class)
                        .list())
                .containsExactly("entry " + former.entries() + ", told 2026-11-20T16:00:00Z, sha256 " + HASH);
        String page = Browser.text(browser.getAs(Role.IT, "/audit?lang=zh-CN"));
        assertThat(page).contains("恢复时丢失", HASH, last.id().toString());
        assertThat(Browser.text(browser.postAs(Role.IT, "/api/v1/audit/verification")))
                .contains("\"firstBroken\":null", HASH);
    }

    /** In one transaction: the exchange, which hears nobody in this test, writes that down now and then. */
    private void isHeardAndLookedAt() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("UPDATE sync_link SET last_heard_at = UTC_TIMESTAMP(6)").update();
            watch.look();
        });
    }

    private void tells(AuditAnchored anchored) {
        county.send(NodeId.COUNTY, "audit", anchored);
    }

    private List<String> open() {
        return alarms.open().stream()
                .map(Alarms.Alarm::code)
                .filter(code -> code.startsWith("YILU-AUDIT"))
                .toList();
    }
}
