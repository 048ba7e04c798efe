package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lane;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One unit on the wire. The peer at the other end is known from the queue it came by, never from its content. */
public sealed interface Frame {

    /** The lane it travels on. */
    Lane lane();

    /**
     * Opens a session; the other side answers with {@code answer = true}.
     *
     * @param session made anew whenever a side starts or dials again; a new one voids what was in flight
     * @param instance the database that speaks; a rebuilt node has a new one
     * @param epoch grows with each rebuild or restore of the node
     * @param receipt what this side holds of the other's stream, so that it can go on from there
     * @param clock this side's clock, for the measured offset
     */
    record Hello(UUID session, UUID instance, long epoch, int protocol, boolean answer, Receipt receipt, Instant clock)
            implements Frame {
        @Override
        public Lane lane() {
            return Lane.CONTROL;
        }
    }

    /**
     * A sign of life that must come back; carries the receipt again, so that a lost one heals itself.
     *
     * @param number echoed by the other side
     * @param echoOf the number that this one answers, or null if it asks
     * @param nextWithinMillis when the sender means to speak again at the latest
     * @param waiting what waits at the sender for this peer
     */
    record Heartbeat(
            UUID session,
            long number,
            @Nullable Long echoOf,
            long nextWithinMillis,
            Waiting waiting,
            Receipt receipt,
            Instant clock)
            implements Frame {
        @Override
        public Lane lane() {
            return Lane.CONTROL;
        }
    }

    /** What waits at a node for its peer. */
    record Waiting(
            long messages,
            long subjects,
            long bytes,
            @Nullable Instant oldest) {
        public static final Waiting NOTHING = new Waiting(0, 0, 0, null);
    }

    /** Messages of one lane, in stream order. */
    record Messages(Lane lane, List<Envelope> envelopes) implements Frame {
        public Messages {
            envelopes = List.copyOf(envelopes);
        }
    }

    /** A receipt by itself. */
    record Receipted(Receipt receipt) implements Frame {
        @Override
        public Lane lane() {
            return Lane.CONTROL;
        }
    }

    /**
     * Asks for chunks of a file.
     *
     * @param missing the chunks that are not here, as the bits of a {@link java.util.BitSet}
     */
    record FileWanted(String sha256, byte[] missing) implements Frame {
        public FileWanted {
            Hashes.requireSha256(sha256);
        }

        @Override
        public Lane lane() {
            return Lane.CONTROL;
        }
    }

    /** Asks what the other side still lacks of these files; answered by {@link FileWanted} or {@link FileReceipted}. */
    record FilesOffered(List<String> sha256s) implements Frame {
        public FilesOffered {
            sha256s = List.copyOf(sha256s);
            sha256s.forEach(Hashes::requireSha256);
        }

        @Override
        public Lane lane() {
            return Lane.CONTROL;
        }
    }

    /** These chunks are on the other disk; {@code complete} once the whole hash was checked. */
    record FileReceipted(String sha256, List<Integer> chunks, boolean complete) implements Frame {
        @Override
        public Lane lane() {
            return Lane.CONTROL;
        }
    }

    /** One chunk of a file. */
    record Chunk(String sha256, int index, byte[] bytes) implements Frame {
        @Override
        public Lane lane() {
            return Lane.FILE;
        }
    }
}
