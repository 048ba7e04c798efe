package io.yilu.county.repairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.yilu.county.trial.CountyTest;
import io.yilu.county.trial.LineOfTown;
import io.yilu.county.trial.SiteLine;
import io.yilu.county.trial.Townships;
import io.yilu.county.trust.Authority;
import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.sync.engine.FrameCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole county with its real broker and database, a town's line that says what it should not, and who repairs. */
@CountyTest
class RepairApiTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final NodeId OTHER_TOWN = NodeId.of("610924103");

    @Autowired
    private MockMvc web;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Townships townships;

    @Autowired
    private Authority authority;

    @Autowired
    private Environment environment;

    private LineOfTown line;
    private long sequence;

    @BeforeEach
    void greet() throws Exception {
        int port = environment.getRequiredProperty("yilu.broker.port", Integer.class);
        SiteLine site = SiteLine.of(Townships.HANWANG, authority, Duration.ofDays(1));
        line = new LineOfTown(Townships.HANWANG, site.lines(port));
        sequence = line.greet();
    }

    @Test
    void law_11_a_message_that_breaks_the_contract_is_seen_and_discarded_and_the_audit_log_says_by_whom()
            throws Exception {
        Envelope broken = next("{\"applicant\":\"覃试安\"}", "610924102-20160601-9001-0", 1);
        Envelope behind = next("{\"applicant\":\"覃试安\"}", "610924102-20160601-9001-0", 2);
        line.send(Lane.CASE, line.messages(broken, behind));

        JsonNode held = await().atMost(SOON)
                .until(() -> row(broken), row -> row.path("why").asString().equals("FAILED"));
        assertThat(held.path("reason").asString()).isEqualTo("处理失败，需人工处理");
        assertThat(held.path("error").asString()).startsWith("YILU-PAYLOAD-001");
        assertThat(row(behind).path("why").asString()).isEqualTo("BEHIND_HELD");
        assertThat(text(call("it", get("/api/v1/repairs/messages/" + broken.id()))))
                .contains("***")
                .doesNotContain("覃试安");

        JsonNode without = body(call("it", bulk("discard", broken, "")));
        assertThat(without.path(0).path("code").asString()).isEqualTo("YILU-REPAIR-001");
        JsonNode outcomes = body(call("it", bulk("discard", behind, "演练")));
        assertThat(outcomes.path(0).path("code").asString()).isEqualTo("YILU-REPAIR-003");
        assertThat(body(call("it", bulk("discard", broken, "演练：内容作废")))
                        .path(0)
                        .path("done")
                        .asBoolean())
                .isTrue();
        await().atMost(SOON)
                .until(() -> row(behind), row -> row.path("why").asString().equals("FAILED"));
        assertThat(body(call("it", bulk("discard", behind, "演练：一并作废")))
                        .path(0)
                        .path("done")
                        .asBoolean())
                .isTrue();

        JsonNode entry = body(call(
                        "it", get("/api/v1/audit").param("q", broken.id().toString())))
                .path("entries")
                .path(0);
        assertThat(entry.toString())
                .contains("message-discarded", "\"it\"", "演练：内容作废", "was FAILED", "is given up")
                .doesNotContain("覃试安");
    }

    @Test
    void the_content_in_full_is_the_administrators_alone_and_logged() throws Exception {
        Envelope broken = next("{\"applicant\":\"覃试安\"}", "610924102-20160601-9002-8", 1);
        line.send(Lane.CASE, line.messages(broken));
        await().atMost(SOON)
                .until(() -> row(broken), row -> row.path("why").asString().equals("FAILED"));

        String address = "/api/v1/repairs/messages/" + broken.id() + "/content";
        assertThat(call("it", reasoned(address, "看看")).getStatus()).isEqualTo(403);
        assertThat(call("minzheng", get("/api/v1/repairs/messages")).getStatus())
                .isEqualTo(403);
        assertThat(text(call("admin", reasoned(address, "核对原文")))).contains("覃试安");
        assertThat(text(call("it", get("/api/v1/audit").param("q", broken.id().toString()))))
                .contains("message-seen", "核对原文");
        assertThat(call("it", bulk("discard", broken, "演练")).getStatus()).isEqualTo(200);

        var late = call("admin", reasoned(address, "再看看"));
        assertThat(late.getStatus()).as("somebody was first").isEqualTo(409);
        assertThat(text(late)).contains("YILU-REPAIR-002");
    }

    /** One by one they are in HostileTownTest; here all together, and IT staff see them. */
    @Test
    void law_8_what_a_stolen_line_could_say_is_refused_logged_and_counted_and_nothing_stops() throws Exception {
        line.send(Lane.CASE, "Messages", bytes("{\"a\":".repeat(30_000)));
        line.send(Lane.CASE, "Messages", bytes("{\"lane\":\"CASE\",\"lane\":\"CASE\",\"envelopes\":[]}"));
        line.send(Lane.CASE, "Messages", bytes("{\"lane\":\"CASE\",\"envelopes\":[{\"sequence\":1e999999999}]}"));
        line.send(
                Lane.CASE,
                "Messages",
                bytes("<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;\">]><l>&b;</l>"));
        line.send(Lane.CASE, "Messages", bomb());
        line.send(Lane.CASE, "java.lang.Runtime", bytes("{}"));
        line.send(Lane.CASE, null, bytes("{}"));
        byte[] huge = new byte[FrameCodec.MOST_BYTES + 1];
        Arrays.fill(huge, (byte) ' ');
        line.send(Lane.CASE, "Messages", huge);
        line.send(Lane.FILE, "Chunk", new byte[] {1, 2, 3});
        line.send(Lane.FILE, "FilesOffered", bytes("{\"sha256s\":[\"../../../../etc/passwd\"]}"));
        Envelope foreign = line.envelope(OTHER_TOWN, 1, "610924103-20160601-0001-0", 1, "{}");
        line.send(Lane.CASE, line.messages(foreign));

        CaseAccepted accepted = townships.accepted(
                Townships.ALLOWANCE, Instant.parse("2016-06-01T01:00:00Z"), List.of(townships.scan("路")));
        String payload = new PayloadCodec().toJson(accepted).toString();
        Envelope sound = next(payload, accepted.caseNumber().value(), 1);
        line.send(Lane.CASE, line.messages(sound));
        line.send(Lane.CASE, line.messages(sound));

        await().atMost(SOON)
                .until(() -> call("minzheng", get("/api/v1/cases/" + accepted.caseNumber()))
                                .getStatus()
                        == 200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(refused())
                        .contains("YILU-FRAME-001", "YILU-FRAME-002", "YILU-FRAME-003", "YILU-INBOX-001"));
        assertThat(body(call("it", get("/api/v1/repairs/messages").param("peer", OTHER_TOWN.value())))
                        .path("total")
                        .asLong())
                .isZero();
    }

    @Test
    void a_request_that_is_nested_without_end_or_no_list_is_refused_and_the_next_is_answered() throws Exception {
        MockHttpServletResponse deep = call(
                "it",
                post("/api/v1/repairs/messages/retry")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"ids\":" + "[".repeat(50_000)));
        assertThat(deep.getStatus()).isEqualTo(400);
        assertThat(body(deep).path("code").asString()).isEqualTo("YILU-REQUEST-001");
        MockHttpServletResponse none = call(
                "it",
                post("/api/v1/repairs/messages/retry")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"ids\":[],\"reason\":\"试\"}"));
        assertThat(none.getStatus()).isEqualTo(400);
        assertThat(call("it", get("/api/v1/repairs/files")).getStatus()).isEqualTo(200);
        assertThat(call("it", get("/api/v1/repairs/conflicts")).getStatus()).isEqualTo(200);
    }

    private Envelope next(String payload, String subject, long subjectSequence) {
        return line.envelope(Townships.HANWANG, ++sequence, subject, subjectSequence, payload);
    }

    private JsonNode row(Envelope envelope) throws Exception {
        for (JsonNode row : body(call("it", get("/api/v1/repairs/messages").param("size", "200")))
                .path("rows")
                .values()) {
            if (row.path("id").asString().equals(envelope.id().toString())) {
                return row;
            }
        }
        return json.createObjectNode();
    }

    private Set<String> refused() throws Exception {
        Set<String> codes = new TreeSet<>();
        body(call("it", get("/api/v1/routes/refusals"))).path("refusals").values().stream()
                .filter(row -> row.path("peer").asString("").equals(Townships.HANWANG.value()))
                .forEach(row -> codes.add(row.path("code").asString()));
        return codes;
    }

    /** As nodes pack their frames: 64 MB of nothing in 64 KB. */
    private static byte[] bomb() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(new byte[] {1, 1});
        try (DeflaterOutputStream zip = new DeflaterOutputStream(packed)) {
            zip.write(new byte[64 << 20]);
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MockHttpServletRequestBuilder bulk(String step, Envelope envelope, String reason) {
        return post("/api/v1/repairs/messages/" + step)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"ids\":[\"" + envelope.id() + "\"],\"reason\":\"" + reason + "\"}");
    }

    private static MockHttpServletRequestBuilder reasoned(String address, String reason) {
        return post(address).contentType(MediaType.APPLICATION_JSON).content("{\"reason\":\"" + reason + "\"}");
    }

    private MockHttpServletResponse call(String username, MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.header("Authorization", "Bearer " + token(username)))
                .andReturn()
                .getResponse();
    }

    private String token(String username) throws Exception {
        MockHttpServletResponse answer = web.perform(post("/api/v1/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"username\":\"" + username + "\",\"password\":\"yilu-demo-2026\"}"))
                .andReturn()
                .getResponse();
        return body(answer).path("token").asString();
    }

    private JsonNode body(MockHttpServletResponse answer) throws Exception {
        return json.readTree(text(answer));
    }

    private static String text(MockHttpServletResponse answer) throws Exception {
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }
}
