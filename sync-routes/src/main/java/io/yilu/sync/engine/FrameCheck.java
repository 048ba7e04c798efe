package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lane;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;

/**
 * What a frame may say at most. Whatever is beyond was written by no node of any release, and is refused before anything is
 * made of it; what a person may have typed is judged later, message by message, so that it stops its own case only (law 4).
 */
final class FrameCheck {

    /**
     * Largest frame on the wire and after inflating, in bytes. Frames are closed at some 50 KB; one message alone may be larger by
     * the manifests of its files: 60 files, the most of a case, of 200 MB, the most of an upload, are 2,060,000 bytes.
     */
    static final int MOST_BYTES = 2 << 20;

    /**
     * What a frame may be made of, names and values and brackets: {@code [{},{},…} costs nothing to send and a hundred bytes of
     * memory each. Fifty applications are some 20,000.
     */
    private static final int MOST_TOKENS = 200_000;

    /** For the reader, before there is a frame to look at. */
    static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxDocumentLength(MOST_BYTES)
            .maxTokenCount(MOST_TOKENS)
            .maxNestingDepth(60)
            .maxStringLength(MOST_BYTES)
            .maxNameLength(256)
            .maxNumberLength(200)
            .build();

    static final int MOST_ENVELOPES = 500;
    static final int MOST_FILES = 2_000;
    static final int MOST_NAMES = 1_000;
    static final int MOST_CHUNK_BYTES = 1 << 20;

    /** Pauses and the like are minutes. */
    private static final long LONGEST_MILLIS = 3_600_000;

    private static final long MOST_CHUNKS = 4L << 20;
    /** The list of a file of 4 GiB in the chunks that nodes make. */
    private static final int MOST_HASHES = 700_000;

    private static final int MOST_WORDS = 1_000;
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    /** What a database can keep; a clock that stands anywhere in it is believed and marked, never refused (law 9). */
    private static final Instant FIRST_DAY = Instant.parse("1000-01-01T00:00:00Z");

    private static final Instant LAST_DAY = Instant.parse("9999-12-31T00:00:00Z");

    private FrameCheck() {}

    /** @throws IllegalArgumentException naming what is impossible, never with what was written */
    static void require(Frame frame) {
        if (frame instanceof Frame.Hello hello) {
            hello(hello);
        } else if (frame instanceof Frame.Heartbeat beat) {
            heartbeat(beat);
        } else if (frame instanceof Frame.Messages messages) {
            require(messages.lane() == Lane.CASE || messages.lane() == Lane.CONTROL, "lane");
            envelopes(messages.envelopes());
        } else if (frame instanceof Frame.Receipted receipted) {
            receipt(receipted.receipt());
        } else if (frame instanceof Frame.MessagesWanted wanted) {
            sequences(wanted.sequences(), "sequences");
        } else if (frame instanceof Frame.FileWanted wanted) {
            require(wanted.missing() != null && wanted.missing().length <= MOST_CHUNKS / 8 + 1, "missing");
        } else if (frame instanceof Frame.FilesOffered offered) {
            require(offered.sha256s().size() <= MOST_NAMES, "sha256s");
        } else if (frame instanceof Frame.FileReceipted receipted) {
            Hashes.requireSha256(receipted.sha256());
            require(receipted.chunks() != null && receipted.chunks().size() <= MOST_CHUNKS, "chunks");
            receipted.chunks().forEach(index -> within(index, 0, MOST_CHUNKS, "chunks"));
        } else if (frame instanceof Frame.Chunk chunk) {
            within(chunk.index(), 0, MOST_CHUNKS, "index");
            require(chunk.bytes().length <= MOST_CHUNK_BYTES, "bytes");
        } else if (frame instanceof Frame.Refused refused) {
            require(refused.session() != null, "session");
            words(refused.reason(), "reason");
            words(refused.whatToDo(), "whatToDo");
        } else if (frame instanceof Frame.HandBackWanted wanted) {
            within(wanted.after(), 0, Long.MAX_VALUE, "after");
        } else if (frame instanceof Frame.HandedBack back) {
            within(back.after(), 0, Long.MAX_VALUE, "after");
            envelopes(back.envelopes());
        }
    }

    private static void hello(Frame.Hello hello) {
        within(hello.protocol(), 1, 1_000, "protocol");
        within(hello.self().epoch(), 0, Long.MAX_VALUE, "epoch");
        within(hello.written(), 0, Long.MAX_VALUE, "written");
        require(hello.versions().size() <= MOST_NAMES, "versions");
        for (Map.Entry<String, Integer> version : hello.versions().entrySet()) {
            require(LABEL.matcher(version.getKey()).matches(), "versions");
            within(version.getValue(), 1, 10_000, "versions");
        }
        receipt(hello.receipt());
        instant(hello.clock(), "clock");
    }

    private static void heartbeat(Frame.Heartbeat beat) {
        within(beat.number(), 0, Long.MAX_VALUE, "number");
        within(beat.nextWithinMillis(), 0, LONGEST_MILLIS, "nextWithinMillis");
        require(beat.waiting() != null, "waiting");
        within(beat.waiting().messages(), 0, Long.MAX_VALUE, "waiting");
        within(beat.waiting().subjects(), 0, Long.MAX_VALUE, "waiting");
        within(beat.waiting().bytes(), 0, Long.MAX_VALUE, "waiting");
        if (beat.waiting().oldest() != null) {
            instant(beat.waiting().oldest(), "waiting");
        }
        receipt(beat.receipt());
        instant(beat.clock(), "clock");
    }

    private static void receipt(Receipt receipt) {
        require(receipt != null, "receipt");
        within(receipt.committedThrough(), 0, Long.MAX_VALUE, "committedThrough");
        sequences(receipt.beyond(), "beyond");
        sequences(receipt.held(), "held");
        if (!receipt.chain().isEmpty()) {
            Hashes.requireSha256(receipt.chain());
        }
        Long backedUp = receipt.backedUpThrough();
        if (backedUp != null) {
            within(backedUp, 0, Long.MAX_VALUE, "backedUpThrough");
        }
    }

    private static void sequences(Collection<Long> sequences, String field) {
        require(sequences.size() <= Receipt.MOST_EXCEPTIONS, field);
        sequences.forEach(sequence -> within(sequence, 1, Long.MAX_VALUE, field));
    }

    private static void envelopes(List<Envelope> envelopes) {
        require(envelopes.size() <= MOST_ENVELOPES, "envelopes");
        for (Envelope envelope : envelopes) {
            within(envelope.schemaVersion(), 1, 10_000, "schemaVersion");
            instant(envelope.createdAt(), "createdAt");
            require(envelope.files().size() <= MOST_FILES, "files");
            envelope.files()
                    .forEach(file -> require(
                            file.chunkHashes() != null && file.chunkHashes().length() <= MOST_HASHES, "chunkHashes"));
            require(envelope.payload().isObject(), "payload");
            whole(envelope.payload());
        }
    }

    /** A character of which only one half is there cannot be written again: it would take its whole frame with it. */
    private static void whole(JsonNode node) {
        if (node.isString()) {
            require(isWhole(node.asString()), "payload");
        }
        node.propertyNames().forEach(name -> require(isWhole(name), "payload"));
        node.values().forEach(FrameCheck::whole);
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static void words(String text, String field) {
        require(text != null && text.length() <= MOST_WORDS, field);
        require(text.chars().noneMatch(Character::isISOControl), field);
    }

    private static void instant(Instant instant, String field) {
        require(instant != null && !instant.isBefore(FIRST_DAY) && instant.isBefore(LAST_DAY), field);
    }

    private static void within(long value, long least, long most, String field) {
        require(value >= least && value <= most, field);
    }

    private static void require(boolean condition, String field) {
        if (!condition) {
            throw new IllegalArgumentException(field + " is impossible");
        }
    }
}
