package io.yilu.township.repairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.Ledger;
import io.yilu.township.trial.TownshipTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@TownshipTest
class RepairApiTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    private MockMvc web;

    @Autowired
    private Ledger ledger;

    @Test
    void law_11_it_staff_of_a_town_see_and_discard_what_is_held_and_the_audit_log_proves_it() throws Exception {
        Envelope newer = new Envelope(
                new MessageId(UUID.randomUUID()),
                NodeId.COUNTY,
                NodeId.of("610924102"),
                1_000_000,
                "drone",
                1,
                "drone-dispatched",
                1,
                Instant.parse("2016-06-01T01:00:00Z"),
                new Lineage(0, null, Lineage.GENESIS),
                List.of(),
                FrameCodec.tree("{\"pilot\":\"覃试安\"}".getBytes(StandardCharsets.UTF_8)));
        ledger.inTransaction(() -> ledger.inbox().store(newer, Instant.parse("2016-06-01T01:00:00Z")));

        String list = "/api/v1/repairs/messages";
        assertThat(call(Role.CLERK, get(list)).getStatus()).isEqualTo(403);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(text(call(Role.IT, get(list))))
                        .contains("\"UNKNOWN\"", "来自更新的版本", newer.id().toString()));
        assertThat(text(call(Role.IT, get(list + "/" + newer.id()))))
                .contains("***")
                .doesNotContain("覃试安");
        String discarded = text(call(
                Role.IT,
                post(list + "/discard")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"ids\":[\"" + newer.id() + "\"],\"reason\":\"演练\"}")));
        assertThat(discarded).contains("\"done\":true");

        assertThat(text(call(Role.IT, get("/api/v1/audit").param("q", newer.id().toString()))))
                .contains("message-discarded", "演练", "was UNKNOWN");
        assertThat(text(call(Role.IT, post("/api/v1/audit/verification")))).contains("\"firstBroken\":null");
        assertThat(call(Role.IT, get("/api/v1/repairs/refusals")).getStatus()).isEqualTo(200);
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
