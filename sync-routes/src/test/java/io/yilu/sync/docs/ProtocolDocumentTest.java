package io.yilu.sync.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.enrolment.EnrolmentAnswer;
import io.yilu.schemas.enrolment.EnrolmentCode;
import io.yilu.schemas.enrolment.EnrolmentRequest;
import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.Hashes;
import io.yilu.sync.engine.LostMessage;
import io.yilu.sync.engine.RecoveryLedger;
import io.yilu.sync.engine.StreamChain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/protocol.md and docs/protocol-enrolment.md compute what the program computes. */
class ProtocolDocumentTest {

    private final Document protocol = Document.read("protocol.md");

    @Test
    void the_worked_envelope_has_the_payload_bytes_the_digest_and_the_chain_that_stand_below_it() {
        String json = protocol.block("{\"id\"");
        Frame.Messages frame = (Frame.Messages) FrameCodec.decode(
                "Messages", ("{\"lane\":\"CASE\",\"envelopes\":[" + json + "]}").getBytes(StandardCharsets.UTF_8));
        Envelope envelope = frame.envelopes().get(0);
        List<String> expected = protocol.block("{\"remark\"").lines().toList();
        byte[] payload = FrameCodec.bytes(envelope.payload());
        String digest = StreamChain.digest(envelope);
        assertThat(new String(payload, StandardCharsets.UTF_8)).isEqualTo(expected.get(0));
        assertThat(protocol.text()).contains("has these " + payload.length + " payload bytes");
        assertThat(Hashes.sha256Hex(payload)).isEqualTo(expected.get(1));
        assertThat(digest).isEqualTo(expected.get(2));
        assertThat(StreamChain.next(Lineage.GENESIS, digest))
                .isEqualTo(expected.get(3))
                .isEqualTo(envelope.lineage().chain());
    }

    @Test
    void numbers_are_written_as_the_text_says() {
        Matcher rules = Pattern.compile("`([-.0-9e]+)` → `([-+.0-9E]+)`").matcher(protocol.text());
        int found = 0;
        while (rules.find()) {
            byte[] written = FrameCodec.bytes(FrameCodec.tree(rules.group(1).getBytes(StandardCharsets.UTF_8)));
            assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(rules.group(2));
            found++;
        }
        assertThat(found).isEqualTo(5);
    }

    @Test
    void every_frame_is_in_the_table_of_frames() {
        assertThat(protocol.table("kind").stream().map(row -> row.get(0)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Frame.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
    }

    @Test
    void every_message_is_in_the_table_of_messages_with_its_lane_and_version() {
        List<String> registered = Stream.concat(
                        Arrays.stream(PayloadType.values())
                                .map(type -> type.label() + " " + type.lane().label() + " " + type.schemaVersion()),
                        Stream.of(RecoveryLedger.LOST + " control 1"))
                .toList();
        assertThat(protocol.table("type").stream().map(row -> row.get(0) + " " + row.get(1) + " " + row.get(4)))
                .containsExactlyInAnyOrderElementsOf(registered);
    }

    @Test
    void the_dictionary_of_packed_frames_is_the_file_that_is_named() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(FrameCodec.class.getResourceAsStream("frame-dictionary-1.txt"))) {
            byte[] dictionary = file.readAllBytes();
            assertThat(protocol.text()).contains(dictionary.length + " bytes, SHA-256", Hashes.sha256Hex(dictionary));
        }
    }

    @Test
    void a_lost_message_has_the_id_that_is_computed_in_the_text() {
        var draft = LostMessage.draft(
                NodeId.COUNTY, "lost", new StreamChain.Place(7, 1, 0, Lineage.GENESIS), Instant.EPOCH);
        assertThat(protocol.text())
                .contains("at sequence 7", draft.id().toString(), new String(draft.payload(), StandardCharsets.UTF_8));
    }

    @Test
    void an_enrolment_has_the_code_the_key_and_the_marks_of_the_example() {
        Document enrolment = Document.read("protocol-enrolment.md");
        String given = enrolment.block("site 6109");
        List<String> expected = enrolment.block("01234-").lines().toList();
        NodeId site = NodeId.of(named(given, "site"));
        EnrolmentCode code = EnrolmentCode.parse(
                site, expected.get(0).toLowerCase(Locale.ROOT).replace('0', 'o'));
        EnrolmentRequest question = EnrolmentRequest.of(
                site, UUID.fromString(named(given, "instance")), named(given, "request"), code.key());
        EnrolmentAnswer answer = EnrolmentAnswer.of(
                question, named(given, "certificate"), named(given, "authority"), named(given, "county"), code.key());
        assertThat(code.text()).isEqualTo(expected.get(0));
        assertThat(code.text().replace("-", "")).startsWith(named(given, "secret"));
        assertThat(HexFormat.of().formatHex(code.key().bytes())).isEqualTo(expected.get(1));
        assertThat(question.mark()).isEqualTo(expected.get(2));
        assertThat(answer.mark()).isEqualTo(expected.get(3));
    }

    private static String named(String given, String name) {
        Matcher value = Pattern.compile("\\b" + name + " ([^,\\s]+)").matcher(given);
        assertThat(value.find()).as(name).isTrue();
        return value.group(1);
    }
}
