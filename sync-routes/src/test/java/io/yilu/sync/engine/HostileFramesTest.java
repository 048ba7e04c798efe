package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stolen certificate could send: nothing of it is made anything of, and nothing stops. */
class HostileFramesTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final int ROUNDS = 6_000;
    private static final List<String> EXTREMES = List.of(
            "-1",
            "0",
            "9223372036854775807",
            "-9223372036854775808",
            "1e400",
            "1e999999999",
            "null",
            "true",
            "[]",
            "{}",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"../../../etc/passwd\"");

    @Test
    void whatever_is_made_of_a_frame_is_a_frame_or_refused_and_stops_nothing() {
        TickClock clock = new TickClock();
        BadLine line = new BadLine(1, 0, 0);
        TestNode county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);
        TestNode town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
        run(clock, line, 20);
        Random random = new Random(20150701);
        int taken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Frame sound = FrameCodecTest.frames()
                    .get(random.nextInt(FrameCodecTest.frames().size()));
            byte[] bytes = spoilt(FrameCodec.encode(sound), random);
            try {
                Frame frame = FrameCodec.decode(FrameCodec.kind(sound.getClass()), bytes);
                county.take(TOWN, frame);
                taken++;
            } catch (PermanentException refused) {
                assertThat(refused.code()).isEqualTo("YILU-FRAME-001");
            }
        }
        assertThat(taken).as("frames that were still frames").isBetween(100, ROUNDS - 100);

        CaseNumber number = CaseNumber.of(TOWN, LocalDate.of(2015, 7, 2), 1);
        town.say(NodeId.COUNTY, number, "step 1");
        run(clock, line, 400);
        assertThat(county.applied()).containsKey(number.value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Hello|\"epoch\":3|\"epoch\":-3",
                "Hello|\"case-accepted\":1|\"case-accepted\":0",
                "Hello|\"case-accepted\":1|\"\\u202eexe\":1",
                "Hello|2015-07-01T|+999999-07-01T",
                "Hello|\"protocol\":1|\"protocol\":1,\"protocol\":2",
                "Heartbeat|\"receipt\":{|\"receipt\":null,\"x\":{",
                "Heartbeat|\"waiting\":{|\"waiting\":null,\"x\":{",
                "Heartbeat|\"committedThrough\":41|\"committedThrough\":-41",
                "Heartbeat|[43,44]|[43,null]",
                "Messages|\"CASE\"|\"FILE\"",
                "Messages|\"sequence\":42|\"sequence\":0",
                "Messages|610924102-20150701-0012-7|610924102\\nERROR forged line",
                "Messages|case-accepted|case\\u0000accepted",
                "Messages|\"schemaVersion\":1|\"schemaVersion\":-1",
                "Messages|覃试安|\\ud800",
                "Messages|\"size\":10|\"size\":-10",
                "Messages|\"chunkSize\":65536|\"chunkSize\":1",
                "FilesOffered|abab|../../",
                "FileReceipted|[0,5]|[-1]",
                "Refused|copy|a\\u001b[2Jb",
                "HandBackWanted|\"after\":12|\"after\":-1",
                "MessagesWanted|[7,41]|[0]",
            })
    void what_no_node_writes_is_refused_without_repeating_it(String kind, String sound, String hostile) {
        Frame frame = FrameCodecTest.frames().stream()
                .filter(candidate -> FrameCodec.kind(candidate.getClass()).equals(kind))
                .findFirst()
                .orElseThrow();
        String text = new String(FrameCodec.encode(frame), StandardCharsets.UTF_8);
        assertThat(text).contains(sound);
        byte[] spoilt = text.replaceFirst(
                        java.util.regex.Pattern.quote(sound), java.util.regex.Matcher.quoteReplacement(hostile))
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> FrameCodec.decode(kind, spoilt))
                .isInstanceOf(PermanentException.class)
                .hasMessageStartingWith("YILU-FRAME-001")
                .hasMessageNotContaining("forged")
                .hasMessageNotContaining("覃试安");
    }

    @Test
    void what_is_nested_without_end_or_larger_than_any_frame_is_refused() {
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        byte[] huge = new byte[FrameCheck.MOST_BYTES + 1];
        Arrays.fill(huge, (byte) ' ');
        refuse("Messages", deep.getBytes(StandardCharsets.UTF_8));
        refuse("Messages", huge);
        refuse("Chunk", huge);
        refuse("FilesOffered", ("{\"sha256s\":[" + "1".repeat(300) + "]}").getBytes(StandardCharsets.UTF_8));
        refuse("Receipted", new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', '}'});
    }

    @Test
    void a_frame_of_more_names_exceptions_or_envelopes_than_any_node_sends_is_refused() {
        List<Long> many = java.util.stream.LongStream.rangeClosed(1, Receipt.MOST_EXCEPTIONS + 1)
                .boxed()
                .toList();
        refuse("Receipted", FrameCodec.encode(new Frame.Receipted(new Receipt(0, many, List.of(), ""))));
        List<String> names = new ArrayList<>();
        for (int i = 0; i <= FrameCheck.MOST_NAMES; i++) {
            names.add(Hashes.sha256Hex(new byte[] {(byte) i, (byte) (i >> 8)}));
        }
        refuse("FilesOffered", FrameCodec.encode(new Frame.FilesOffered(names)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "Frame$Hello", "java.lang.Runtime", "Hello\nERROR forged line"})
    void a_kind_that_no_release_knows_is_refused_without_repeating_it(String kind) {
        assertThatThrownBy(() -> FrameCodec.decode(kind, "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PermanentException.class)
                .hasMessageNotContaining("forged");
    }

    private static void refuse(String kind, byte[] bytes) {
        assertThatThrownBy(() -> FrameCodec.decode(kind, bytes)).isInstanceOf(PermanentException.class);
    }

    private static void run(TickClock clock, BadLine line, int quarterSeconds) {
        for (int i = 0; i < quarterSeconds; i++) {
            clock.tick(Duration.ofMillis(250));
            line.tickAll();
            line.deliver();
        }
    }

    /** One to three changes: bytes flipped, cut, doubled, or a value replaced by an extreme one. */
    private static byte[] spoilt(byte[] sound, Random random) {
        byte[] bytes = sound;
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(Math.max(1, bytes.length));
            bytes = switch (random.nextInt(5)) {
                case 0 -> flipped(bytes, at, random);
                case 1 -> Arrays.copyOf(bytes, at);
                case 2 -> joined(Arrays.copyOf(bytes, at), bytes);
                default -> replaced(bytes, random);
            };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] copy = bytes.clone();
        if (copy.length > 0) {
            copy[at] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static byte[] replaced(byte[] bytes, Random random) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<Integer> values = new ArrayList<>();
        for (int i = text.indexOf("\":"); i >= 0; i = text.indexOf("\":", i + 1)) {
            values.add(i + 2);
        }
        if (values.isEmpty()) {
            return bytes;
        }
        int from = values.get(random.nextInt(values.size()));
        int to = from;
        while (to < text.length() && ",}]".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        String extreme = EXTREMES.get(random.nextInt(EXTREMES.size()));
        return (text.substring(0, from) + extreme + text.substring(to)).getBytes(StandardCharsets.UTF_8);
    }
}
