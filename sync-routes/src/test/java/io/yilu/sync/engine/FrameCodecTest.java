package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {

    private static final Instant NOON = Instant.parse("2015-07-01T04:00:00.123456Z");
    private static final String HASH = "ab".repeat(32);
    private static final UUID SESSION = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final Receipt RECEIPT = new Receipt(41, List.of(43L, 44L), List.of(40L), Lineage.GENESIS);

    static List<Frame> frames() {
        return List.of(
                new Frame.Hello(
                        SESSION,
                        SESSION,
                        new Frame.Speaker(SESSION, 3, SESSION),
                        1,
                        Map.of("case-accepted", 1),
                        RECEIPT,
                        7,
                        NOON),
                new Frame.Refused(SESSION, "copy", "switch it off"),
                new Frame.HandBackWanted(12),
                new Frame.MessagesWanted(List.of(7L, 41L)),
                new Frame.HandedBack(12, List.of(), true),
                new Frame.Heartbeat(7, null, 12_000, Frame.Waiting.NOTHING, RECEIPT, NOON),
                new Frame.Heartbeat(7, 6L, 1000, new Frame.Waiting(1, 1, 900, NOON), RECEIPT, NOON),
                new Frame.Receipted(RECEIPT),
                new Frame.FilesOffered(List.of(HASH)),
                new Frame.FileReceipted(HASH, List.of(0, 5), false),
                new Frame.Messages(
                        Lane.CASE,
                        List.of(new Envelope(
                                new MessageId(SESSION),
                                NodeId.of("610924102"),
                                NodeId.COUNTY,
                                42,
                                "610924102-20150701-0012-7",
                                1,
                                "case-accepted",
                                1,
                                NOON,
                                new Lineage(2, new MessageId(SESSION), Lineage.GENESIS),
                                List.of(new FileManifest(HASH, 10, 65_536, "AAAAAAAAAAA=")),
                                FrameCodec.tree(json("{\"户主\":\"覃试安\",\"面积\":78.50,\"n\":1e3}"))))));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void a_frame_survives_the_way(Frame frame) {
        byte[] bytes = FrameCodec.encode(frame);
        assertThat(FrameCodec.decode(FrameCodec.kind(frame.getClass()), bytes)).isEqualTo(frame);
    }

    @Test
    void binary_frames_survive_the_way() {
        Frame.Chunk chunk = new Frame.Chunk(HASH, 5, new byte[] {1, 2, 3});
        Frame.Chunk read = (Frame.Chunk) FrameCodec.decode("Chunk", FrameCodec.encode(chunk));
        assertThat(read).usingRecursiveComparison().isEqualTo(chunk);
        assertThat(FrameCodec.encode(chunk)).hasSize(39);
        Frame.FileWanted wanted = new Frame.FileWanted(HASH, new byte[] {(byte) 0x80, 1});
        assertThat(FrameCodec.decode("FileWanted", FrameCodec.encode(wanted)))
                .usingRecursiveComparison()
                .isEqualTo(wanted);
    }

    @Test
    void numbers_keep_their_bytes_so_that_a_duplicate_is_known_as_one() {
        byte[] payload = json("{\"a\":78.50,\"b\":1,\"c\":\"中\"}");
        assertThat(FrameCodec.bytes(FrameCodec.tree(payload))).isEqualTo(payload);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{\"session\":\"no uuid\"}", "\u0000\u0001"})
    void what_is_no_frame_is_refused_for_good(String body) {
        assertThatThrownBy(() -> FrameCodec.decode("Hello", json(body))).isInstanceOf(PermanentException.class);
        assertThatThrownBy(() -> FrameCodec.decode("Messages", json(body))).isInstanceOf(PermanentException.class);
        assertThatThrownBy(() -> FrameCodec.decode("Chunk", json(body))).isInstanceOf(PermanentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"../../etc/passwd\"]", "[null]", "[\"AB\"]"})
    void a_name_that_is_no_hash_is_refused_for_good(String names) {
        byte[] frame = json("{\"sha256s\":" + names + "}");
        assertThatThrownBy(() -> FrameCodec.decode("FilesOffered", frame)).isInstanceOf(PermanentException.class);
    }

    @Test
    void an_envelope_with_an_endless_subject_is_refused_for_good() {
        String sound = new String(FrameCodec.encode(frames().get(6)), StandardCharsets.UTF_8);
        String endless = sound.replace("610924102-20150701-0012-7", "x".repeat(65));
        assertThatThrownBy(() -> FrameCodec.decode("Messages", json(endless))).isInstanceOf(PermanentException.class);
    }

    @Test
    void an_unknown_kind_is_refused_for_good() {
        assertThatThrownBy(() -> FrameCodec.decode("Surprise", json("{}")))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("Surprise");
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_receipt_from_a_node_that_says_nothing_of_backups_is_understood_and_one_that_does_is_kept() {
        byte[] older = """
                {"receipt":{"committedThrough":41,"beyond":[],"held":[],"chain":""}}""".getBytes(StandardCharsets.UTF_8);
        Frame.Receipted plain = (Frame.Receipted) FrameCodec.decode("Receipted", older);
        assertThat(plain.receipt().backedUpThrough()).isNull();
        Frame newer = new Frame.Receipted(new Receipt(41, List.of(), List.of(), "", 40L));
        assertThat(FrameCodec.decode("Receipted", FrameCodec.encode(newer))).isEqualTo(newer);
        byte[] negative = FrameCodec.encode(new Frame.Receipted(new Receipt(41, List.of(), List.of(), "", -1L)));
        assertThatThrownBy(() -> FrameCodec.decode("Receipted", negative)).isInstanceOf(PermanentException.class);
    }
}
