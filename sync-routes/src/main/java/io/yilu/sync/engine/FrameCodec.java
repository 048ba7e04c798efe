package io.yilu.sync.engine;

import io.yilu.schemas.failure.PermanentException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Frames as bytes: JSON, packed where both sides can ({@link FramePacking}), except chunks, which are 32 bytes of SHA-256, four of
 * index and the bytes themselves. The kind stands beside them as a message property.
 */
public final class FrameCodec {

    /** No node sends more in one frame, packed or not; lines and brokers refuse what is larger before it is taken. */
    public static final int MOST_BYTES = FrameCheck.MOST_BYTES;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(FrameCheck.LIMITS)
                    .build())
            // Two readers of one frame must never see different things.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Numbers must survive the way unchanged, so that the same message has the same bytes at both ends.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Map<String, Class<? extends Frame>> KINDS = Stream.of(
                    Frame.Hello.class,
                    Frame.Refused.class,
                    Frame.HandBackWanted.class,
                    Frame.HandedBack.class,
                    Frame.Heartbeat.class,
                    Frame.Messages.class,
                    Frame.Receipted.class,
                    Frame.MessagesWanted.class,
                    Frame.FileWanted.class,
                    Frame.FilesOffered.class,
                    Frame.FileReceipted.class,
                    Frame.Chunk.class)
            .collect(Collectors.toUnmodifiableMap(FrameCodec::kind, type -> type));

    /** Each has found its deserializer once; looking it up for each frame costs a tenth of the reading. */
    private static final Map<Class<? extends Frame>, ObjectReader> READERS = KINDS.values().stream()
            .filter(type -> type != Frame.Chunk.class)
            .collect(Collectors.toUnmodifiableMap(type -> type, JSON::readerFor));

    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,40}");

    private FrameCodec() {}

    /** The name of a frame's kind on the wire. */
    public static String kind(Class<? extends Frame> type) {
        return type.getSimpleName();
    }

    /** Whether this release can read frames of this kind. */
    public static boolean knows(String kind) {
        return KINDS.containsKey(kind);
    }

    public static byte[] encode(Frame frame) {
        if (frame instanceof Frame.Chunk chunk) {
            return ByteBuffer.allocate(36 + chunk.bytes().length)
                    .put(HexFormat.of().parseHex(chunk.sha256()))
                    .putInt(chunk.index())
                    .put(chunk.bytes())
                    .array();
        }
        return JSON.writeValueAsBytes(frame);
    }

    /**
     * Reads a frame.
     *
     * @throws PermanentException {@code YILU-FRAME-001} if the bytes are not a frame of this kind, {@code YILU-FRAME-003} if
     *     there are too many of them
     */
    public static Frame decode(String kind, byte[] bytes) {
        Class<? extends Frame> type = KINDS.get(kind);
        if (type == null) {
            throw malformed(WORD.matcher(kind).matches() ? kind : "?", "no release knows this kind");
        }
        if (bytes.length > FrameCheck.MOST_BYTES) {
            throw new PermanentException(
                    "YILU-FRAME-003",
                    "A frame of kind " + kind + " has " + bytes.length + " bytes, at most " + FrameCheck.MOST_BYTES
                            + ".",
                    "It was dropped.");
        }
        try {
            ObjectReader reader = READERS.get(type);
            Frame frame = reader == null ? chunk(bytes) : reader.readValue(unpacked(bytes));
            if (frame == null) {
                throw new YiluFrameException("the JSON null");
            }
            FrameCheck.require(frame);
            return frame;
        } catch (JacksonException notAFrame) {
            // The place and no more: the message would repeat what was written, personal data among it, into the log.
            TokenStreamLocation at = notAFrame.getLocation();
            throw malformed(
                    kind, notAFrame.getClass().getSimpleName() + (at == null ? "" : " at byte " + at.getByteOffset()));
        } catch (YiluFrameException | IllegalArgumentException | NullPointerException impossible) {
            throw malformed(kind, String.valueOf(impossible.getMessage()));
        }
    }

    /** Payload bytes as a tree, for an envelope. */
    public static JsonNode tree(byte[] payload) {
        return JSON.readTree(payload);
    }

    /** A tree as the bytes that the ledger keeps; the same tree always gives the same bytes. */
    public static byte[] bytes(JsonNode payload) {
        return JSON.writeValueAsBytes(payload);
    }

    private static byte[] unpacked(byte[] bytes) {
        return FramePacking.isPacked(bytes) ? FramePacking.unpack(bytes, FrameCheck.MOST_BYTES) : bytes;
    }

    private static Frame.Chunk chunk(byte[] bytes) {
        if (bytes.length < 36) {
            throw new YiluFrameException("a chunk has at least 36 bytes, this one " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] hash = new byte[32];
        buffer.get(hash);
        int index = buffer.getInt();
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        return new Frame.Chunk(HexFormat.of().formatHex(hash), index, content);
    }

    private static PermanentException malformed(String kind, String reason) {
        return new PermanentException(
                "YILU-FRAME-001", "A frame of kind " + kind + " cannot be read: " + reason + ".", "It was dropped.");
    }

    private static final class YiluFrameException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private YiluFrameException(String message) {
            super(message);
        }
    }
}
