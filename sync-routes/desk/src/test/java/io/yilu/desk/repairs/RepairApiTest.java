package io.yilu.desk.repairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.yilu.desk.trial.DeskTest;
import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Recovery;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@DeskTest
class RepairApiTest {

    private static final String LIST = "/api/v1/repairs/messages";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant MORNING = Instant.parse("2016-06-01T01:00:00Z");

    private static long sequence = 1_000_000;

    @Autowired
    private MockMvc web;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Recovery recovery;

    private Envelope newer;

    /** A kind of message that this release does not know: it is held. */
    @BeforeEach
    void hold() {
        // Nobody is there to hand a history back, and until then a new site applies nothing.
        recovery.giveUp(NodeId.COUNTY, "a site that is new");
        newer = new Envelope(
                new MessageId(UUID.randomUUID()),
                NodeId.COUNTY,
                NodeId.of("610924102"),
                sequence++,
                "drone-" + sequence,
                1,
                "drone-dispatched",
                1,
                MORNING,
                new Lineage(0, null, Lineage.GENESIS),
                List.of(),
                FrameCodec.tree("{\"pilot\":\"覃试安\"}".getBytes(StandardCharsets.UTF_8)));
        ledger.inTransaction(() -> ledger.inbox().store(newer, MORNING));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(text(call(Role.IT, get(LIST))))
                        .contains("\"UNKNOWN\"", newer.id().toString()));
    }

    @Test
    void law_11_it_staff_see_and_discard_what_is_held_and_the_audit_log_proves_it() throws Exception {
        assertThat(call(Role.CLERK, get(LIST)).getStatus()).isEqualTo(403);
        assertThat(text(call(Role.IT, get(LIST)))).contains("来自更新的版本");
        assertThat(text(call(Role.IT, get(LIST).param("lang", "en")))).contains("Of a newer release");
        assertThat(text(call(Role.IT, get(one())))).contains("***").doesNotContain("覃试安");
        assertThat(text(call(Role.IT, discard()))).contains("\"done\":true");

        assertThat(text(call(Role.IT, get("/api/v1/audit").param("q", newer.id().toString()))))
                .contains("message-discarded", "演练", "was UNKNOWN");
        assertThat(text(call(Role.IT, post("/api/v1/audit/verification")))).contains("\"firstBroken\":null");
        assertThat(call(Role.IT, get("/api/v1/repairs/refusals")).getStatus()).isEqualTo(200);
    }

    @Test
    void the_content_in_full_is_the_administrators_alone_and_logged() throws Exception {
        MockHttpServletRequestBuilder asked = json(post(one() + "/content"), "{\"reason\":\"核对原文\"}");
        assertThat(call(Role.IT, asked).getStatus()).isEqualTo(403);
        assertThat(text(call(Role.ADMIN, json(post(one() + "/content"), "{\"reason\":\"核对原文\"}"))))
                .contains("覃试安");
        assertThat(text(call(Role.IT, get("/api/v1/audit").param("q", newer.id().toString()))))
                .contains("message-seen", "核对原文");
    }

    @Test
    void a_repair_of_what_has_moved_on_meanwhile_is_a_conflict_that_says_to_load_the_list_again() throws Exception {
        assertThat(text(call(Role.IT, discard()))).contains("\"done\":true");

        MockHttpServletResponse late =
                call(Role.IT, json(post(one() + "/correction"), "{\"content\":\"{}\",\"reason\":\"改正\"}"));
        assertThat(late.getStatus()).isEqualTo(409);
        assertThat(text(late)).contains("YILU-REPAIR-002", "不在待处理之列", "请刷新列表");
        assertThat(call(Role.IT, get(one())).getStatus()).isEqualTo(409);
        MockHttpServletResponse conflict = call(
                Role.IT,
                json(
                        post("/api/v1/repairs/conflicts/4711/decision"),
                        "{\"decision\":\"KEEP_FIRST\",\"reason\":\"以先到的为准\"}"));
        assertThat(conflict.getStatus()).isEqualTo(409);

        MockHttpServletResponse again = call(Role.IT, discard());
        assertThat(again.getStatus()).isEqualTo(200);
        assertThat(text(again)).contains("\"done\":false", "YILU-REPAIR-002");
    }

    @Test
    void a_repair_that_must_be_put_right_first_is_no_conflict() throws Exception {
        MockHttpServletResponse without =
                call(Role.IT, json(post(one() + "/correction"), "{\"content\":\"{}\",\"reason\":\"\"}"));
        assertThat(without.getStatus()).isEqualTo(422);
        assertThat(text(without)).contains("YILU-REPAIR-001");
        assertThat(call(Role.IT, json(post(LIST + "/retry"), "{\"ids\":[],\"reason\":\"试\"}"))
                        .getStatus())
                .isEqualTo(400);
    }

    private String one() {
        return LIST + "/" + newer.id();
    }

    private MockHttpServletRequestBuilder discard() {
        return json(post(LIST + "/discard"), "{\"ids\":[\"" + newer.id() + "\"],\"reason\":\"演练\"}");
    }

    private static MockHttpServletRequestBuilder json(MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private MockHttpServletResponse call(Role role, MockHttpServletRequestBuilder request) throws Exception {
        SignedInUser user = new SignedInUser("it", "信息员", Set.of(role), null);
        return web.perform(request.with(authentication(new UsernamePasswordAuthenticationToken(
                        user, "", AuthorityUtils.createAuthorityList("ROLE_" + role.name())))))
                .andReturn()
                .getResponse();
    }

    private static String text(MockHttpServletResponse answer) throws Exception {
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }
}
