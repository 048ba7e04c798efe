package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One unit on the wire. The peer at the other end is known from the queue it came by, never from its content; in which of its
 * sessions it spoke stands beside the frame, see {@link Spoken}.
 */
public sealed interface Frame {

    /** The lane it travels on. */
    Lane lane();

    /**
     * Opens a session; the other side answers with one of its own.
     *
     * @param session made anew whenever a side starts or dials again; a new one voids what was in flight
     * @param answerTo the session whose hello this answers, or null if it asks
     * @param self who speaks: a rebuilt node has a new instance, a started one a higher epoch
     * @param protocol version of these frames
     * @param versions the schema version up to which this side can read each kind of payload, by label
     * @param receipt what this side holds of the other's stream, so that it can go on from there
     * @param written the last sequence that this side has written for the other, or {@link #NOT_KNOWN} while it asks the other
     *     what it had written
     * @param clock this side's clock, for the measured offset
     */
    record Hello(
            UUID session,
            @Nullable UUID answerTo,
            Speaker self,
            int protocol,
            Map<String, Integer> versions,
            Receipt receipt,
            long written,
            Instant clock)
            implements Frame {
        /** Of {@code written}: told by another hello once this side has its history back. */
        static final long NOT_KNOWN = Long.MAX_VALUE;

        public Hello {
            Objects.requireNonNull(session);
            Objects.requireNonNull(self);
            Objects.requireNonNull(receipt);
            Objects.requireNonNull(clock);
            versions = Map.copyOf(versions);
        }

        @Override
        public Lane lane() {
            return Lane.CONTROL;
        }

        boolean isAnswer() {
            return answerTo != null;
        }
    }

    /** Which database speaks, and which run of it; see {@link NodeIdentity}. */
    record Speaker(UUID instance, long epoch, UUID boot) {
        public Speaker {
            Objects.requireNonNull(instance);
            Objects.requireNonNull(boot);
        }
    }

    /** Answers a hello that is not accepted; the speaker of that session must not go on. */
    record Refused(UUID session, String reason, String whatToDo) implements Frame {
        @Override
        public Lane lane() {
            return Lane.CONTROL;
        }
    }

    /** A node that lost its history asks for its own messages with a higher sequence than this. */
    record HandBackWanted(long after) implements Frame {
        @Override
        public Lane lane() {
            return Lane.CONTROL;
        }
    }

    /**
     * Own messages of the node that asked, in the order of their sequences.
     *
     * @param after as it was asked
     * @param last whether nothing more is held beyond these
     */
    record HandedBack(long after, List<Envelope> envelopes, boolean last) implements Frame {
        public HandedBack {
            envelopes = List.copyOf(envelopes);
        }

        @Override
        public Lane lane() {
            return Lane.CASE;
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
            long number, @Nullable Long echoOf, long nextWithinMillis, Waiting waiting, Receipt receipt, Instant clock)
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

    /** Asks for messages again that were receipted, because what was stored of them cannot be used. */
    record MessagesWanted(List<Long> sequences) implements Frame {
        public MessagesWanted {
            sequences = List.copyOf(sequences);
        }

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
