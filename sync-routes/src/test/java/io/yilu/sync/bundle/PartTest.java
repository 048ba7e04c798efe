package io.yilu.sync.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundlePurpose;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.bundle.BundleHeader.PartEnd;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.Hashes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One part on a disk: what its seal and its signature hold against. */
class PartTest {

    private static final Instant NOON = Instant.parse("2026-11-02T04:00:00Z");
    private static final NodeId TOWN = NodeId.of("610924102");
    private static final NodeId OTHER = NodeId.of("610924103");
    private static final TestAuthority AUTHORITY = authority();
    private static final NodeKeys TOWN_KEYS = AUTHORITY.of(TOWN);
    private static final NodeKeys COUNTY_KEYS = AUTHORITY.of(NodeId.COUNTY);

    @TempDir
    Path directory;

    @Test
    void what_was_written_is_read() throws IOException {
        List<Frame> frames = frames(20, 3000);
        List<Frame> read = new ArrayList<>();
        PartEnd end = read(write(frames), read);
        assertThat(read.stream().map(PartTest::describe))
                .isEqualTo(frames.stream().map(PartTest::describe).toList());
        assertThat(end).isEqualTo(new PartEnd(true, 0, 20));
    }

    @Test
    void nothing_of_it_can_be_read_on_the_stick() throws IOException {
        String word = "王兴旺 610924199001010002";
        Path file = write(List.of(new Frame.Refused(UUID.randomUUID(), word, word)));
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).doesNotContain("王兴旺", "610924199001");
    }

    @Test
    void whatever_byte_is_changed_nothing_is_taken() throws IOException {
        byte[] sound = Files.readAllBytes(write(frames(3, 40)));
        for (int at = 0; at < sound.length; at += 3) {
            byte[] touched = sound.clone();
            touched[at] ^= (byte) (1 << (at % 8));
            assertNothingIsTaken(touched, "byte " + at);
        }
    }

    @Test
    void wherever_it_is_cut_nothing_is_taken() throws IOException {
        byte[] sound = Files.readAllBytes(write(frames(3, 40)));
        for (int length = 0; length < sound.length; length += 7) {
            assertNothingIsTaken(Arrays.copyOf(sound, length), "cut at " + length);
        }
        assertNothingIsTaken(Arrays.copyOf(sound, sound.length + 1), "a byte more");
    }

    @Test
    void segments_left_out_moved_or_doubled_are_found_even_under_a_right_signature() throws Exception {
        Path file = write(frames(4, 40));
        Parsed parsed = Parsed.of(Files.readAllBytes(file));
        assertThat(parsed.segments).hasSize(5);
        for (List<Integer> order : List.of(
                List.of(1, 0, 2, 3, 4),
                List.of(0, 1, 2, 4),
                List.of(0, 1, 2, 3),
                List.of(0, 0, 1, 2, 3, 4),
                List.of(4),
                List.<Integer>of())) {
            Path forged = directory.resolve("forged.yilu");
            Files.write(forged, parsed.signedAgain(order));
            try (PartReader reader = new PartReader(forged)) {
                reader.verify(TOWN_KEYS.certificate().getPublicKey());
                reader.open(COUNTY_KEYS.privateKey());
                assertThatThrownBy(() -> drain(reader)).as("%s", order).isInstanceOf(BundleRefused.class);
            }
        }
    }

    @Test
    void a_segment_of_another_part_does_not_fit() throws Exception {
        Parsed one = Parsed.of(Files.readAllBytes(write(frames(2, 40))));
        Parsed two = Parsed.of(Files.readAllBytes(write(frames(2, 40))));
        Path forged = directory.resolve("forged.yilu");
        Files.write(forged, new Parsed(one.head, two.segments).signedAgain(List.of(0, 1, 2)));
        try (PartReader reader = new PartReader(forged)) {
            reader.open(COUNTY_KEYS.privateKey());
            assertThatThrownBy(() -> drain(reader)).hasMessageContaining("YILU-BUNDLE-004");
        }
    }

    @Test
    void only_the_receiver_can_open_it_and_only_the_sender_can_have_signed_it() throws IOException {
        Path file = write(frames(1, 40));
        try (PartReader reader = new PartReader(file)) {
            assertThatThrownBy(() -> reader.open(AUTHORITY.of(OTHER).privateKey()))
                    .hasMessageContaining("YILU-BUNDLE-004");
            assertThatThrownBy(() ->
                            reader.verify(AUTHORITY.of(OTHER).certificate().getPublicKey()))
                    .hasMessageContaining("签名不符");
        }
    }

    @Test
    void impossible_lengths_are_refused_before_memory_is_kept_for_them() throws IOException {
        byte[] magic = PartWriter.MAGIC;
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, BundleHeader.MOST_BYTES + 1}) {
            byte[] file = ByteBuffer.allocate(magic.length + 4)
                    .put(magic)
                    .putInt(length)
                    .array();
            assertNothingIsTaken(file, "header of " + length);
        }
        byte[] sound = Files.readAllBytes(write(frames(1, 40)));
        int firstSegment = Parsed.of(sound).head.length;
        for (int length : new int[] {-1, Integer.MAX_VALUE, PartReader.MOST_SEGMENT_BYTES + 1}) {
            byte[] touched = sound.clone();
            ByteBuffer.wrap(touched).putInt(firstSegment, length);
            assertNothingIsTaken(touched, "segment of " + length);
        }
    }

    @Test
    void headers_that_no_node_writes_are_refused() throws IOException {
        for (String header : List.of(
                "null",
                "[]",
                "{}",
                "\"../../etc/passwd\"",
                "{\"bundle\":\"../../x\",\"part\":1}",
                "{\"part\":1e999999999}",
                "[".repeat(5000),
                "{\"sender\":\"1\",\"sender\":\"2\"}")) {
            byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
            byte[] file = ByteBuffer.allocate(PartWriter.MAGIC.length + 4 + bytes.length)
                    .put(PartWriter.MAGIC)
                    .putInt(bytes.length)
                    .put(bytes)
                    .array();
            assertNothingIsTaken(file, header);
        }
    }

    @Test
    void a_part_that_was_not_finished_leaves_nothing() throws IOException {
        try (PartWriter writer = writer()) {
            writer.add(frames(1, 40).get(0));
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files).allMatch(file -> !file.toString().endsWith(BundleHeader.SUFFIX));
            }
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_link_is_not_followed() throws IOException {
        Path file = write(frames(1, 40));
        Path link = Files.createSymbolicLink(directory.resolve("link.yilu"), file);
        assertThatThrownBy(() -> new PartReader(link)).isInstanceOf(IOException.class);
    }

    private void assertNothingIsTaken(byte[] content, String what) throws IOException {
        Path file = directory.resolve("touched.yilu");
        Files.write(file, content);
        assertThatExceptionOfType(BundleRefused.class).as(what).isThrownBy(() -> {
            try (PartReader reader = new PartReader(file)) {
                reader.verify(TOWN_KEYS.certificate().getPublicKey());
            }
        });
    }

    private Path write(List<Frame> frames) throws IOException {
        try (PartWriter writer = writer()) {
            for (Frame frame : frames) {
                writer.add(frame);
            }
            return writer.finish(new PartEnd(true, 0, frames.size()));
        }
    }

    private PartWriter writer() throws IOException {
        SecretKey key = BundleSeal.newKey();
        BundleHeader header = new BundleHeader(
                UUID.randomUUID(),
                1,
                TOWN,
                NodeId.COUNTY,
                null,
                NOON,
                BundlePurpose.TRANSFER,
                new byte[] {1},
                BundleSeal.fingerprint(COUNTY_KEYS.certificate().getPublicKey()),
                BundleSeal.wrap(key, COUNTY_KEYS.certificate().getPublicKey()));
        return new PartWriter(directory, header, key, TOWN_KEYS.privateKey());
    }

    private static PartEnd read(Path file, List<Frame> frames) throws IOException {
        try (PartReader reader = new PartReader(file)) {
            reader.verify(TOWN_KEYS.certificate().getPublicKey());
            reader.open(COUNTY_KEYS.privateKey());
            frames.addAll(drain(reader));
            return reader.end().orElseThrow();
        }
    }

    private static List<Frame> drain(PartReader reader) throws IOException {
        List<Frame> frames = new ArrayList<>();
        Optional<PartReader.Piece> piece = reader.next();
        while (piece.isPresent()) {
            frames.add(FrameCodec.decode(piece.get().kind(), piece.get().bytes()));
            piece = reader.next();
        }
        return frames;
    }

    private static List<Frame> frames(int count, int bytes) {
        Random random = new Random(7);
        List<Frame> frames = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            byte[] chunk = new byte[bytes];
            random.nextBytes(chunk);
            frames.add(new Frame.Chunk(Hashes.sha256Hex(chunk), index, chunk));
        }
        return frames;
    }

    private static String describe(Frame frame) {
        Frame.Chunk chunk = (Frame.Chunk) frame;
        return chunk.sha256() + " " + chunk.index() + " " + Arrays.hashCode(chunk.bytes());
    }

    private static TestAuthority authority() {
        TestAuthority authority = new TestAuthority(NOON.minus(Duration.ofDays(10)));
        for (NodeId node : List.of(TOWN, OTHER, NodeId.COUNTY)) {
            authority.enrol(node, NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(365)));
        }
        return authority;
    }

    /** A part taken to pieces, to be put together wrongly. */
    private record Parsed(byte[] head, List<byte[]> segments) {

        static Parsed of(byte[] file) {
            ByteBuffer buffer = ByteBuffer.wrap(file);
            buffer.position(PartWriter.MAGIC.length);
            buffer.position(buffer.getInt() + buffer.position());
            byte[] head = Arrays.copyOf(file, buffer.position());
            List<byte[]> segments = new ArrayList<>();
            for (int length = buffer.getInt(); length > 0; length = buffer.getInt()) {
                byte[] segment = new byte[length];
                buffer.get(segment);
                segments.add(segment);
            }
            return new Parsed(head, segments);
        }

        byte[] signedAgain(List<Integer> order) throws GeneralSecurityException {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 20).put(head);
            for (int index : order) {
                buffer.putInt(segments.get(index).length).put(segments.get(index));
            }
            buffer.putInt(0);
            byte[] body = Arrays.copyOf(buffer.array(), buffer.position());
            Signature signature = BundleSeal.pss();
            signature.initSign(TOWN_KEYS.privateKey());
            signature.update(body);
            byte[] signed = signature.sign();
            return ByteBuffer.allocate(body.length + 4 + signed.length)
                    .put(body)
                    .putInt(signed.length)
                    .put(signed)
                    .array();
        }
    }
}
