package io.yilu.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import io.yilu.node.trial.NodeTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@NodeTest
class AuditPageTest {

    @Autowired
    MockMvc http;

    @Autowired
    AuditLog log;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Test
    void it_staff_find_verify_and_export_and_a_clerk_sees_nothing() throws Exception {
        String subject = "610924102-" + UUID.randomUUID();
        log.recordOf("clerk", Act.CASE_SEEN, subject, "申请表");

        assertThat(text(get("/audit").param("q", subject), Role.IT)).contains(subject, "查看完整信息", "申请表", "共 1 条");
        assertThat(text(get("/audit").param("q", subject).param("act", "signed-in"), Role.IT))
                .contains("没有符合条件的记录");
        assertThat(text(get("/audit").param("lang", "en"), Role.IT))
                .contains("Verify now")
                .doesNotContain("??");
        assertThat(send(get("/audit"), Role.CLERK).getResponse().getStatus()).isEqualTo(403);
        assertThat(send(get("/api/v1/audit"), Role.CLERK).getResponse().getStatus())
                .isEqualTo(403);

        MvcResult verified = send(post("/audit/verification"), Role.IT);
        AuditVerdict verdict = verdict(verified);
        assertThat(verdict.sound()).isTrue();
        String page = text(get("/audit").flashAttr("verdict", verdict), Role.IT);
        assertThat(page).contains("校验通过", verdict.head().hash());
    }

    @Test
    void the_export_is_a_chain_of_lines_that_ends_with_its_proof() throws Exception {
        log.recordOf("clerk", Act.CASE_SEEN, "610924102-20150701-0012-7", "申请表");

        List<String> lines =
                new String(export(), StandardCharsets.UTF_8).lines().toList();
        JsonNode proof = json.readTree(lines.get(lines.size() - 1));
        assertThat(proof.path("entries").asLong()).isEqualTo(lines.size() - 1);
        assertThat(proof.path("node").asString()).isEqualTo("610924102");
        assertThat(proof.path("head").asString()).isEqualTo(AuditEntry.sha256(lines.get(lines.size() - 2)));
        assertThat(lines.get(lines.size() - 2)).contains("\"act\":\"log-exported\"", "\"actor\":\"it\"");
        for (int i = 1; i < lines.size() - 1; i++) {
            assertThat(json.readTree(lines.get(i)).path("previous").asString())
                    .isEqualTo(AuditEntry.sha256(lines.get(i - 1)));
        }
    }

    @Test
    void the_verifier_of_plain_sha256_accepts_the_export_and_names_what_was_touched() throws Exception {
        log.recordOf("clerk", Act.CASE_SEEN, "610924102-20150701-0012-7", "申请表");
        String hash = log.head().hash();
        long entry = log.head().entries();
        String export = new String(export(), StandardCharsets.UTF_8);

        assertThat(Verifier.says(export)).contains("SOUND: ").doesNotContain("NOT");
        assertThat(Verifier.says(export, "" + entry, hash)).contains("SOUND: ").doesNotContain("NOT");
        assertThat(Verifier.says(export, "" + entry, "ab".repeat(32))).contains("NOT SOUND: entry " + entry);
        assertThat(Verifier.says(export.replaceFirst("\"actor\":\"[a-z0-9]+\"", "\"actor\":\"x\"")))
                .contains("NOT SOUND: entry 2 ");
        assertThat(Verifier.says(export.substring(export.indexOf('\n') + 1))).contains("NOT SOUND: entry 1 ");
        String cut = export.substring(0, export.lastIndexOf("{\"number\""))
                + export.substring(export.lastIndexOf("{\"head\""));
        assertThat(Verifier.says(cut)).contains("NOT SOUND: the proof");
        assertThat(Verifier.says(export.substring(0, export.lastIndexOf("{\"head\""))))
                .contains("NOT SOUND: the last line is no proof");
    }

    private byte[] export() throws Exception {
        MvcResult started = send(get("/api/v1/audit/export"), Role.IT);
        return http.perform(asyncDispatch(started)).andReturn().getResponse().getContentAsByteArray();
    }

    @Test
    void a_broken_log_is_named_by_page_and_api() throws Exception {
        log.recordOf("clerk", Act.CASE_SEEN, "610924102-20150701-0012-7", "申请表");
        long number = log.head().entries();
        log.recordOf("clerk", Act.CASE_SEEN, "610924102-20150701-0012-7", "申请表");
        jdbc.sql("UPDATE node_audit SET actor = 'nobody' WHERE number = ?")
                .param(number)
                .update();
        try {
            JsonNode verdict = json.readTree(text(post("/api/v1/audit/verification"), Role.IT));
            assertThat(verdict.path("firstBroken").asLong()).isEqualTo(number);
            assertThat(verdict.path("fault").asString()).isEqualTo("CHANGED");
            MvcResult verified = send(post("/audit/verification"), Role.IT);
            assertThat(text(get("/audit").flashAttr("verdict", verdict(verified)), Role.IT))
                    .contains("校验不通过", "被改动过");
        } finally {
            jdbc.sql("UPDATE node_audit SET actor = 'clerk' WHERE number = ?")
                    .param(number)
                    .update();
        }
    }

    @Test
    void signing_in_a_token_and_a_locked_account_are_written_down() throws Exception {
        for (int i = 0; i < 6; i++) {
            http.perform(post("/api/v1/tokens")
                    .contentType(MediaType.APPLICATION_JSON)
                    .content("{\"username\":\"clerk2\",\"password\":\"wrong\"}"));
        }
        http.perform(post("/api/v1/tokens")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"username\":\"clerk\",\"password\":\"yilu-demo-2026\"}"));
        http.perform(post("/sign-in").with(csrf()).param("username", "it").param("password", "yilu-demo-2026"));
        jdbc.sql("UPDATE node_account SET failures = 0, locked_until = NULL").update();

        assertThat(acts("clerk2")).containsOnlyOnce("account-locked@127.0.0.1");
        assertThat(acts("clerk")).contains("token-issued@127.0.0.1");
        assertThat(acts("it")).contains("signed-in@127.0.0.1");
    }

    private List<String> acts(String account) {
        return jdbc.sql("SELECT CONCAT(act, '@', origin) FROM node_audit WHERE subject = ?")
                .param(account)
                .query(String.class)
                .list();
    }

    private static AuditVerdict verdict(MvcResult verified) {
        return (AuditVerdict) Objects.requireNonNull(verified.getFlashMap().get("verdict"));
    }

    private String text(MockHttpServletRequestBuilder request, Role role) throws Exception {
        return new String(send(request, role).getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private MvcResult send(MockHttpServletRequestBuilder request, Role role) throws Exception {
        SignedInUser user = new SignedInUser(role == Role.IT ? "it" : "clerk", "甲", Set.of(role), null);
        return http.perform(request.with(csrf())
                        .with(authentication(new UsernamePasswordAuthenticationToken(
                                user, "", AuthorityUtils.createAuthorityList("ROLE_" + role.name())))))
                .andReturn();
    }
}
