package io.yilu.county.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.yilu.county.trial.CountyTest;
import io.yilu.county.trial.Townships;
import io.yilu.desk.audit.AnchorWatch;
import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.AuditAnchored;
import io.yilu.sync.Alarms;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/** A town's log that contradicts itself, or of which nothing is heard, is an alarm at the county. */
@CountyTest
class AnchorAlarmsTest {

    private static final Instant AT = Instant.parse("2026-11-20T16:00:00Z");
    private static final String HASH = "ab".repeat(32);
    private static final String OTHER_HASH = "cd".repeat(32);

    @Autowired
    private Townships townships;

    @Autowired
    private AnchorWatch watch;

    @Autowired
    private Alarms alarms;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MockMvc web;

    @Test
    void a_contradiction_is_an_alarm_that_stays_until_a_person_says_what_was_found_out() throws Exception {
        NodeId town = NodeId.of("610924105");
        townships.apply(town, new AuditAnchored(5, HASH, AT, 0, "0".repeat(64)));
        assertThat(open(town)).isEmpty();
        townships.apply(town, new AuditAnchored(6, OTHER_HASH, AT.plusSeconds(86_400), 5, AuditAnchored.GONE));
        townships.apply(town, new AuditAnchored(7, HASH, AT.plusSeconds(172_800), 6, OTHER_HASH));

        assertThat(open(town)).containsExactly("YILU-AUDIT-001");
        assertThat(text(get("/audit?lang=zh-CN"))).contains("YILU-AUDIT-001 610924105", "与存证不符", "解除告警");
        assertThat(text(get("/audit?lang=en"))).contains("Clear the alarm").doesNotContain("??");
        assertThat(text(get("/api/v1/audit/alarms"))).contains("610924105");
        String end = "/api/v1/audit/alarms/610924105/end";
        assertThat(send(post("/audit/alarms/610924105/end").param("reason", "x"), Role.REVIEWER)
                        .getStatus())
                .isEqualTo(403);
        assertThat(send(post(end).contentType(MediaType.APPLICATION_JSON).content("{\"reason\":\" \"}"), Role.IT)
                        .getStatus())
                .isEqualTo(400);
        assertThat(open(town)).hasSize(1);

        assertThat(send(post("/audit/alarms/610924105/end").param("reason", "20日换过主机，从备份恢复"), Role.IT)
                        .getRedirectedUrl())
                .isEqualTo("/audit");

        assertThat(open(town)).isEmpty();
        assertThat(jdbc.sql("SELECT CONCAT(actor, detail, reason) FROM node_audit"
                                + " WHERE act = 'alarm-cleared' AND subject = '610924105'")
                        .query(String.class)
                        .list())
                .containsExactly("itYILU-AUDIT-00120日换过主机，从备份恢复");
        assertThat(send(post(end).contentType(MediaType.APPLICATION_JSON).content("{\"reason\":\"又一次\"}"), Role.IT)
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void a_town_that_is_heard_and_tells_no_anchor_for_three_days_is_alarmed_until_it_tells_one() throws Exception {
        NodeId town = NodeId.of("610924106");
        isHeardAndLookedAt(town);
        assertThat(open(town)).isEmpty();
        jdbc.sql("UPDATE node_audit_silence SET since = since - INTERVAL 73 HOUR WHERE node_id = ?")
                .param(town.value())
                .update();

        isHeardAndLookedAt(town);

        assertThat(open(town)).containsExactly("YILU-AUDIT-002");
        assertThat(text(get("/audit?lang=zh-CN"))).contains("YILU-AUDIT-002 610924106", "三天以上没有送来存证");
        assertThat(open(NodeId.of("610924107"))).as("never heard").isEmpty();

        townships.apply(town, new AuditAnchored(5, HASH, AT, 0, "0".repeat(64)));

        assertThat(open(town)).isEmpty();
        isHeardAndLookedAt(town);
        assertThat(open(town)).isEmpty();
    }

    /** In one transaction: the exchange, which hears nobody in this test, writes that down now and then. */
    private void isHeardAndLookedAt(NodeId town) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("UPDATE sync_link SET last_heard_at = UTC_TIMESTAMP(6) WHERE peer = ?")
                    .param(town.value())
                    .update();
            watch.look();
        });
    }

    private List<String> open(NodeId town) {
        return alarms.open().stream()
                .filter(alarm -> town.equals(alarm.peer()) && alarm.code().startsWith("YILU-AUDIT"))
                .map(Alarms.Alarm::code)
                .toList();
    }

    private String text(MockHttpServletRequestBuilder request) throws Exception {
        return send(request, Role.IT).getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request, Role role) throws Exception {
        SignedInUser user = new SignedInUser("it", "信息员", Set.of(role), null);
        return web.perform(request.with(csrf())
                        .with(authentication(new UsernamePasswordAuthenticationToken(
                                user, "", AuthorityUtils.createAuthorityList("ROLE_" + role.name())))))
                .andReturn()
                .getResponse();
    }
}
