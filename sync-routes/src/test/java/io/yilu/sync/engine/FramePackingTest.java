package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packed frames: smaller, the same after the way, understood by who said so, and no bomb. */
class FramePackingTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final Random RANDOM = new Random(20150701);

    static List<Frame> frames() {
        return FrameCodecTest.frames();
    }

    private static EncodedFrame packed(Frame frame) {
        return EncodedFrame.packed(new Spoken(UUID.randomUUID(), frame), FramePacking.NEWEST);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void a_packed_frame_survives_the_way(Frame frame) {
        EncodedFrame packed = packed(frame);
        assertThat(FrameCodec.decode(packed.kind(), packed.bytes())).isEqualTo(frame);
        assertThat(packed.bytes()).hasSizeLessThanOrEqualTo(FrameCodec.encode(frame).length);
    }

    @Test
    void records_shrink_to_less_than_a_third_even_one_by_one() {
        for (int count : new int[] {1, 12}) {
            Frame frame = applications(count);
            int plain = FrameCodec.encode(frame).length;
            assertThat(packed(frame).bytes())
                    .as("%d records of %d bytes", count, plain)
                    .hasSizeLessThan(plain * 3 / 10);
        }
    }

    @Test
    void chunks_and_greetings_go_as_they_are() {
        Frame.Chunk chunk = new Frame.Chunk("ab".repeat(32), 1, new byte[5_000]);
        assertThat(packed(chunk).bytes()).hasSize(5_036);
        Frame hello = frames().get(0);
        assertThat(packed(hello).bytes()).isEqualTo(FrameCodec.encode(hello));
    }

    @Test
    void law_10_a_release_that_knows_no_dictionary_gets_plain_frames_and_a_newer_one_what_both_know() {
        List<byte[]> sent = new ArrayList<>();
        Carrier carrier = new WelcomingCarrier() {
            @Override
            public void send(NodeId peer, EncodedFrame frame) {
                sent.add(frame.bytes());
            }

            @Override
            public void redial(NodeId peer) {}
        };
        PeerLine line = new PeerLine(NodeId.COUNTY, carrier, new LineMeter(new TickClock()), UUID.randomUUID());
        line.offer(applications(1));
        line.understands(Map.of("case-accepted", 2));
        line.offer(applications(1));
        line.understands(Map.of("case-accepted", 2, FramePacking.LABEL, FramePacking.NEWEST + 7));
        line.offer(applications(1));
        line.understands(Map.of());
        line.offer(applications(1));
        assertThat(sent).extracting(FramePacking::isPacked).containsExactly(false, false, true, false);
        assertThat(sent.get(2)[1]).isEqualTo((byte) FramePacking.NEWEST);
    }

    @Test
    void law_10_two_nodes_of_this_release_pack_after_their_hello() {
        TickClock clock = new TickClock();
        ThinLine line = new ThinLine(clock, 2_000, java.time.Duration.ofMillis(120));
        new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
        new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);
        line.run(80);
        assertThat(line.packed("Hello")).isZero();
        assertThat(line.packed("Heartbeat")).isGreaterThan(2);
    }

    /** Frames that were packed by an earlier release must be readable for ever. */
    @Test
    void law_10_a_dictionary_that_was_shipped_never_changes() throws IOException {
        try (var in = FramePacking.class.getResourceAsStream("frame-dictionary-1.txt")) {
            assertThat(Hashes.sha256Hex(Objects.requireNonNull(in).readAllBytes()))
                    .isEqualTo("1032835500afd40e04a9db1ee7ef610f7cf567eedb4fa460089ae6b34f131159");
        }
    }

    @Test
    void a_frame_that_would_unpack_to_more_than_any_frame_may_have_is_refused() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(1);
        bomb.write(1);
        byte[] spaces = new byte[1 << 20];
        Arrays.fill(spaces, (byte) ' ');
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(bomb)) {
            for (int i = 0; i < 64; i++) {
                deflating.write(spaces);
            }
        }
        assertThat(bomb.size()).as("what it costs to send").isLessThan(100_000);
        refuse(bomb.toByteArray(), "it unpacks to more than");
    }

    @Test
    void a_packed_frame_that_is_spoilt_cut_off_prolonged_or_of_an_unknown_dictionary_is_refused() {
        byte[] sound = packed(applications(3)).bytes();
        refuse(Arrays.copyOf(sound, sound.length - 5), "cut off");
        refuse(Arrays.copyOf(sound, sound.length + 1), "follows");
        refuse(new byte[] {1}, "dictionary");
        refuse(new byte[] {1, 1}, "dictionary");
        for (int dictionary : new int[] {0, 2, 127, -1}) {
            byte[] unknown = sound.clone();
            unknown[1] = (byte) dictionary;
            refuse(unknown, "dictionary");
        }
        for (int i = 0; i < 2_000; i++) {
            byte[] spoilt = sound.clone();
            spoilt[RANDOM.nextInt(spoilt.length)] ^= (byte) (1 << RANDOM.nextInt(8));
            try {
                FrameCodec.decode("Messages", spoilt);
            } catch (PermanentException refused) {
                assertThat(refused.code()).isEqualTo("YILU-FRAME-001");
            }
        }
    }

    private static void refuse(byte[] bytes, String reason) {
        assertThatThrownBy(() -> FrameCodec.decode("Messages", bytes))
                .isInstanceOf(PermanentException.class)
                .hasMessageStartingWith("YILU-FRAME-001")
                .hasMessageContaining(reason);
    }

    /** Applications of other people than the dictionary's, with other numbers. */
    private static Frame applications(int count) {
        List<Envelope> envelopes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            envelopes.add(new Envelope(
                    new MessageId(new UUID(RANDOM.nextLong(), RANDOM.nextLong())),
                    TOWN,
                    NodeId.COUNTY,
                    100 + i,
                    "610924102-20150701-%04d-7".formatted(i),
                    1,
                    "case-accepted",
                    2,
                    Instant.parse("2015-07-01T04:00:00.123456Z").plusSeconds(i * 977L),
                    new Lineage(0, null, Hashes.sha256Hex(new byte[] {(byte) i})),
                    List.of(),
                    FrameCodec.tree(application().getBytes(StandardCharsets.UTF_8))));
        }
        return new Frame.Messages(Lane.CASE, envelopes);
    }

    private static String application() {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            members.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"")
                    .append(name())
                    .append("\",\"relation\":\"配偶\",\"idNumber\":\"")
                    .append(number(18))
                    .append("\",\"birthDate\":\"19")
                    .append(number(2))
                    .append("-0")
                    .append(1 + RANDOM.nextInt(9))
                    .append("-1")
                    .append(RANDOM.nextInt(9))
                    .append("\",\"health\":\"健康\",\"occupation\":\"务农\",\"annualIncome\":")
                    .append(RANDOM.nextInt(9000))
                    .append('}');
        }
        return "{\"caseNumber\":\"610924102-20150701-" + number(4)
                + "-1\",\"site\":\"610924102\",\"itemCode\":\"610924-05-03-001\","
                + "\"catalogueVersion\":\"2016.1\",\"applicant\":{\"kind\":\"自然人\",\"name\":\"" + name()
                + "\",\"idType\":\"居民身份证\",\"idNumber\":\"" + number(18) + "\",\"phone\":\"1" + number(10)
                + "\"},\"form\":{\"applicantName\":\"" + name() + "\",\"applicantIdNumber\":\"" + number(18)
                + "\",\"gender\":\"女\",\"birthDate\":\"1962-11-0" + (1 + RANDOM.nextInt(9))
                + "\",\"ethnicity\":\"汉族\",\"householdAddress\":\"紫阳县" + name() + "镇" + name() + "村" + number(1)
                + "组\",\"phone\":\"1"
                + number(10) + "\",\"allowanceType\":\"农村低保\",\"householdNature\":\"农业\",\"members\":[" + members
                + "],\"wageIncome\":" + RANDOM.nextInt(9000) + ",\"farmIncome\":" + RANDOM.nextInt(9000)
                + ",\"transferIncome\":" + RANDOM.nextInt(9000) + ",\"housingType\":\"土木\",\"housingArea\":"
                + RANDOM.nextInt(200)
                + ",\"hasVehicle\":\"无\",\"savings\":" + RANDOM.nextInt(9000) + "}}";
    }

    private static String name() {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            name.append((char) ('\u4e00' + RANDOM.nextInt(3000)));
        }
        return name.toString();
    }

    private static String number(int digits) {
        StringBuilder number = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            number.append(RANDOM.nextInt(10));
        }
        return number.toString();
    }
}
