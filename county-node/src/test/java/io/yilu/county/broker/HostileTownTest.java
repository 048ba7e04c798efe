package io.yilu.county.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import io.yilu.sync.Refusals;
import io.yilu.sync.Refusals.Refusal;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.routes.LaneQueues;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import javax.net.ssl.SSLSocket;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A town's certificate in the wrong hands: a real client over TLS says one thing after the other that no node says. Each is
 * counted under its own code, and the town's next honest message is applied (law 8).
 */
@CountyTest
class HostileTownTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final NodeId TOWN = Townships.HANWANG;
    private static final NodeId OTHER_TOWN = NodeId.of("610924103");

    @Autowired
    private Authority authority;

    @Autowired
    private Refusals refusals;

    @Autowired
    private Townships townships;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    private int port;
    private SiteLine site;
    private LineOfTown line;
    private long sequence;
    private Map<String, Long> before = Map.of();

    @BeforeEach
    void greet() throws Exception {
        port = environment.getRequiredProperty("yilu.broker.port", Integer.class);
        site = SiteLine.of(TOWN, authority, Duration.ofDays(1));
        line = new LineOfTown(TOWN, site.lines(port));
        sequence = line.greet();
        before = counts();
    }

    @AfterEach
    void an_honest_message_is_applied() throws Exception {
        sequence = line.greet();
        CaseAccepted accepted = accepted();
        line.send(Lane.CASE, line.messages(next(accepted)));
        await().atMost(SOON).until(() -> isHere(accepted));
    }

    @Test
    void a_message_of_another_town() throws Exception {
        line.send(
                Lane.CASE,
                line.messages(line.envelope(OTHER_TOWN, sequence + 1, "610924103-20160601-0001-0", 1, "{}")));
        isCountedOnce("YILU-INBOX-001");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM sync_inbox WHERE origin = :town")
                        .param("town", OTHER_TOWN.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_frame_longer_than_any() throws Exception {
        byte[] huge = new byte[FrameCodec.MOST_BYTES + 1];
        Arrays.fill(huge, (byte) ' ');
        line.send(Lane.CASE, "Messages", huge);
        isCountedOnce("YILU-FRAME-003");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "null",
                "{\"lane\":\"CASE\",\"lane\":\"CASE\",\"envelopes\":[]}",
                "{\"lane\":\"CASE\",\"envelopes\":[{\"sequence\":1e999999999}]}",
                "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><l>&b;&b;</l>"
            })
    void what_is_no_json_or_not_this_frame_or_an_xml_bomb(String body) throws Exception {
        line.send(Lane.CASE, "Messages", body.getBytes(StandardCharsets.UTF_8));
        isCountedOnce("YILU-FRAME-001");
    }

    @Test
    void json_that_is_nested_without_end() throws Exception {
        line.send(Lane.CASE, "Messages", bytes("{\"a\":".repeat(30_000)));
        isCountedOnce("YILU-FRAME-001");
    }

    @Test
    void a_zip_bomb() throws Exception {
        line.send(Lane.CASE, "Messages", packed("", " ", 64 << 20, ""));
        isCountedOnce("YILU-FRAME-001");
    }

    @Test
    void a_frame_of_a_million_things() throws Exception {
        String honest = new String(FrameCodec.encode(line.messages(next(accepted()))), StandardCharsets.UTF_8);
        int at = honest.indexOf("\"payload\":{") + "\"payload\":{".length();
        sequence--;
        line.send(
                Lane.CASE,
                "Messages",
                packed(honest.substring(0, at) + "\"nothing\":[", "{},", 1_900_000, "{}]," + honest.substring(at)));
        isCountedOnce("YILU-FRAME-001");
    }

    @Test
    void a_kind_that_no_release_knows_and_none_at_all() throws Exception {
        line.send(Lane.CASE, "java.lang.Runtime", bytes("{}"));
        isCountedOnce("YILU-FRAME-001");
        before = counts();
        line.send(Lane.CASE, null, bytes("{}"));
        isCountedOnce("YILU-FRAME-002");
    }

    @Test
    void a_path_where_a_hash_should_be() throws Exception {
        line.send(Lane.FILE, "FilesOffered", bytes("{\"sha256s\":[\"../../../../etc/passwd\"]}"));
        isCountedOnce("YILU-FRAME-001");
        before = counts();
        line.send(Lane.CONTROL, "FileWanted", bytes("{\"sha256\":\"../../keys/county.p12\",\"missing\":\"AQ==\"}"));
        isCountedOnce("YILU-FRAME-001");
        before = counts();
        line.send(Lane.FILE, "Chunk", new byte[] {1, 2, 3});
        isCountedOnce("YILU-FRAME-001");
    }

    @Test
    void a_path_in_a_files_name_is_put_aside_with_its_case() throws Exception {
        CaseAccepted accepted = accepted();
        String payload = new PayloadCodec().toJson(accepted).toString();
        assertThat(payload).contains("户口簿.pdf");
        Envelope tricked = line.envelope(
                TOWN, ++sequence, accepted.caseNumber().value(), 1, payload.replace("户口簿.pdf", "../../户口簿.pdf"));
        line.send(Lane.CASE, line.messages(tricked));

        await().atMost(SOON)
                .until(() -> jdbc.sql("SELECT COUNT(*) FROM sync_inbox WHERE message_id = :id AND state <> 'APPLIED'"
                                        + " AND error LIKE 'YILU-PAYLOAD-001%'")
                                .param("id", tricked.id().toString())
                                .query(Long.class)
                                .single()
                        == 1);
        assertThat(isHere(accepted)).isFalse();
    }

    @Test
    void another_towns_address() {
        assertThatThrownBy(() -> site.send(port, LaneQueues.up(OTHER_TOWN, Lane.CASE), "forged"))
                .isInstanceOf(JMSException.class);
        await().atMost(SOON).untilAsserted(() -> assertThat(increase().keySet()).containsExactly("YILU-TRUST-011"));
    }

    @Test
    void an_object_and_a_text() {
        endsTheConnection((jms, producer) -> producer.send(jms.createObjectMessage(UUID.randomUUID())));
        endsTheConnection((jms, producer) -> producer.send(jms.createTextMessage("{}")));
    }

    @Test
    void a_message_that_is_durable_expires_or_waits() {
        endsTheConnection((jms, producer) -> {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            producer.send(body(jms.createBytesMessage(), 10));
        });
        endsTheConnection((jms, producer) -> {
            producer.setTimeToLive(1);
            producer.send(body(jms.createBytesMessage(), 10));
        });
        endsTheConnection((jms, producer) -> {
            producer.setDeliveryDelay(3_600_000);
            producer.send(body(jms.createBytesMessage(), 10));
        });
    }

    @Test
    void a_large_message_leaves_nothing_on_the_disk() throws Exception {
        ActiveMQConnectionFactory large = site.lines(port);
        large.setMinLargeMessageSize(100 * 1024);
        for (int mode : new int[] {DeliveryMode.NON_PERSISTENT, DeliveryMode.PERSISTENT}) {
            endsTheConnection(large, (jms, producer) -> {
                producer.setDeliveryMode(mode);
                producer.send(body(jms.createBytesMessage(), 20 << 20));
            });
        }
        Path files = Path.of(Objects.requireNonNull(environment.getProperty("yilu.node.data-dir")))
                .resolve("broker/large-messages");
        try (Stream<Path> left = Files.walk(files)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void a_packet_that_the_broker_would_collect_in_its_memory() throws Exception {
        try (SSLSocket socket = site.socket(port, "TLSv1.3")) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes("ARTEMIS"));
            out.write(ByteBuffer.allocate(4).putInt(400 << 20).array());
            out.flush();
            assertThat(socket.getInputStream().read())
                    .as("the connection's end")
                    .isNegative();
        }
        isCountedOnce("YILU-BROKER-003");
    }

    @Test
    void a_browser() throws Exception {
        try (SSLSocket socket = site.socket(port, "TLSv1.3")) {
            socket.getOutputStream().write(bytes("POST / HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n"));
            assertThat(socket.getInputStream().read())
                    .as("the connection's end")
                    .isNegative();
        }
        isCountedOnce("YILU-BROKER-003");
    }

    private void endsTheConnection(LineOfTown.Saying saying) {
        endsTheConnection(site.lines(port), saying);
    }

    private void endsTheConnection(ActiveMQConnectionFactory lines, LineOfTown.Saying saying) {
        before = counts();
        assertThatThrownBy(() -> new LineOfTown(TOWN, lines).send(Lane.CASE, saying))
                .isInstanceOf(JMSException.class);
        isCountedOnce("YILU-BROKER-003");
    }

    /** This and nothing else has been refused since the last look. */
    private void isCountedOnce(String code) {
        await().atMost(SOON).untilAsserted(() -> assertThat(increase()).isEqualTo(Map.of(code, 1L)));
    }

    private Map<String, Long> increase() {
        Map<String, Long> increase = new TreeMap<>();
        counts().forEach((code, times) -> {
            long more = times - before.getOrDefault(code, 0L);
            if (more > 0) {
                increase.put(code, more);
            }
        });
        return increase;
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (Refusal refusal : refusals.all()) {
            if (TOWN.equals(refusal.peer())) {
                counts.put(refusal.code(), refusal.times());
            }
        }
        return counts;
    }

    private CaseAccepted accepted() {
        return townships.accepted(
                Townships.ALLOWANCE, Instant.parse("2016-06-01T01:00:00Z"), List.of(townships.scan("路")));
    }

    private Envelope next(CaseAccepted accepted) {
        return line.envelope(
                TOWN,
                ++sequence,
                accepted.caseNumber().value(),
                1,
                new PayloadCodec().toJson(accepted).toString());
    }

    private boolean isHere(CaseAccepted accepted) {
        return jdbc.sql("SELECT COUNT(*) FROM cases WHERE case_number = :case")
                        .param("case", accepted.caseNumber().value())
                        .query(Long.class)
                        .single()
                == 1;
    }

    private static Message body(BytesMessage message, int length) throws JMSException {
        message.writeBytes(new byte[length]);
        return message;
    }

    /** As a node packs its frames. */
    private static byte[] packed(String head, String piece, int length, String tail) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(new byte[] {1, 1});
        try (OutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes(head));
            byte[] many = bytes(piece.repeat(10_000));
            for (int written = 0; written < length; written += many.length) {
                out.write(many);
            }
            out.write(bytes(tail));
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
