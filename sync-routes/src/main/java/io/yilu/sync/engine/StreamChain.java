package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hash chain over a stream: each message carries the hash of everything written before it, so that a changed, dropped or
 * inserted message is found by whoever holds a later one.
 */
public final class StreamChain {

    private StreamChain() {}

    /** The chain after a message, from the chain before it. */
    public static String next(String before, String digest) {
        return hex(before + "\n" + digest);
    }

    /** The digest of everything that a message says, except its chain. */
    public static String digest(Envelope envelope) {
        return digest(envelope, FrameCodec.bytes(envelope.payload()));
    }

    /**
     * The same for a caller that has written the payload already.
     *
     * @param payload what {@link FrameCodec#bytes} makes of the envelope's payload
     */
    public static String digest(Envelope envelope, byte[] payload) {
        return digest(
                envelope.id(),
                envelope.origin() + "\n" + envelope.destination() + "\n" + envelope.sequence() + "\n"
                        + envelope.subject() + "\n" + envelope.subjectSequence() + "\n" + envelope.type() + "\n"
                        + envelope.schemaVersion(),
                envelope.createdAt(),
                envelope.lineage().after(),
                envelope.lineage().cause(),
                envelope.files(),
                payload);
    }

    /** The chain after a draft at this place of the stream. */
    static String of(String before, String origin, OutgoingMessage.Draft draft, Place place) {
        return next(
                before,
                digest(
                        draft.id(),
                        origin + "\n" + draft.destination() + "\n" + place.sequence() + "\n" + draft.subject() + "\n"
                                + place.subjectSequence() + "\n" + draft.type() + "\n" + draft.schemaVersion(),
                        draft.createdAt(),
                        place.after(),
                        draft.cause(),
                        draft.files(),
                        draft.payload()));
    }

    private static String digest(
            MessageId id,
            String place,
            Instant createdAt,
            long after,
            @Nullable MessageId cause,
            List<FileManifest> files,
            byte[] payload) {
        StringBuilder text = new StringBuilder(id + "\n" + place + "\n");
        // Ledgers keep microseconds.
        text.append(createdAt.truncatedTo(ChronoUnit.MICROS)).append('\n');
        text.append(after).append('\n').append(cause == null ? "-" : cause).append('\n');
        for (FileManifest file : files) {
            text.append(file.sha256()).append(' ').append(file.size()).append(' ');
            text.append(file.chunkSize()).append(' ').append(file.chunkHashes()).append('\n');
        }
        return hex(text.append(Hashes.sha256Hex(payload)).toString());
    }

    private static String hex(String text) {
        return Hashes.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A place in a stream, given by the ledger at the append. */
    public record Place(long sequence, long subjectSequence, long after, String chainBefore) {

        /** Puts a draft at this place. */
        public OutgoingMessage put(OutgoingMessage.Draft draft, NodeId origin) {
            Lineage lineage = new Lineage(after, draft.cause(), of(chainBefore, origin.value(), draft, this));
            return new OutgoingMessage(
                    draft.id(),
                    draft.destination(),
                    sequence,
                    draft.subject(),
                    subjectSequence,
                    draft.type(),
                    draft.schemaVersion(),
                    draft.lane(),
                    draft.createdAt(),
                    lineage,
                    draft.files(),
                    draft.payload());
        }
    }
}
