package io.yilu.sync;

import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What IT staff can do about messages and files that do not go on by themselves, without SQL (law 11).
 *
 * <p>Every step needs a reason and is written to the {@link RepairJournal} in its own transaction. A step that no longer fits,
 * because the message has moved on meanwhile, is refused with a {@link PermanentException} and changes nothing.
 */
public interface Repairs {

    /** Messages that are here and not applied, the oldest first. */
    Page<HeldMessage> messages(Query query);

    /** Messages that differ from what came before under their id or sequence and are not decided, the oldest first. */
    Page<HeldConflict> conflicts(Query query);

    /** Announced files of which bytes are missing here or whose manifest was put aside, the oldest first. */
    Page<HeldFile> files(Query query);

    /** One held message with its content, everything that may be personal masked. */
    Shown<HeldMessage> message(MessageId id);

    /** The same with nothing masked; written to the journal, with the reason. */
    Shown<HeldMessage> messageInFull(MessageId id, String reason);

    /** One conflict with the content that came second, masked. */
    Shown<HeldConflict> conflict(long id);

    /** The same with nothing masked; written to the journal, with the reason. */
    Shown<HeldConflict> conflictInFull(long id, String reason);

    /** Tries the message again as if it had just come: the fault has been mended. */
    void retry(MessageId id, String reason);

    /**
     * Applies this content instead of the message's own, which stays kept.
     *
     * @param json must meet the contract for the message's kind and version, and name no file that the message does not
     */
    void correct(MessageId id, String json, String reason);

    /** Gives the message up and opens the way for the later ones of its case; only for the one whose turn it is. */
    void discard(MessageId id, String reason);

    /** Asks the sender for the message again, because what is kept here cannot be used; what comes takes its place. */
    void request(MessageId id, String reason);

    /** Decides between the message that came first and the one that came second. */
    void decide(long conflict, Decision decision, String reason);

    /** Gives a file whose manifest was put aside another chance, and asks at once for what is missing. */
    void retryFile(NodeId peer, String sha256, String reason);

    /** Which of two messages counts. */
    enum Decision {
        /** The first one stands; the second is kept for the record only. */
        KEEP_FIRST,
        /** The second is applied as well; the first, if it is still held, is given up. */
        TAKE_SECOND
    }

    /** Why a message is not applied. */
    enum Why {
        /** Its turn has come; it is tried within seconds. */
        ITS_TURN,
        /** It failed for a reason that may pass and is tried again by itself. */
        TRIED_AGAIN,
        /** An earlier message of its case is held. */
        BEHIND_HELD,
        /** An earlier message of its case has not come yet. */
        BEHIND_MISSING,
        /** It failed for good or stopped the node again and again. */
        FAILED,
        /** Its kind or version belongs to a newer release. */
        UNKNOWN,
        /** The sender was asked for it again. */
        REQUESTED
    }

    /**
     * Which rows.
     *
     * @param peer only what came from there, or null for all
     * @param page from 0
     * @param size at most 200
     */
    record Query(@Nullable NodeId peer, int page, int size) {

        private static final int LARGEST = 200;

        public Query {
            page = Math.max(0, page);
            size = Math.max(1, Math.min(size, LARGEST));
        }

        public long offset() {
            return (long) page * size;
        }
    }

    /** Some rows of so many. */
    record Page<T>(List<T> rows, long total) {
        public Page {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A message that is here and not applied.
     *
     * @param createdAt the origin's clock
     * @param receivedAt this node's clock
     * @param attempts counted before each
     * @param error what went wrong last, or null; no personal data
     * @param corrected whether a person's content is to be applied instead of its own
     */
    record HeldMessage(
            MessageId id,
            NodeId origin,
            long sequence,
            String subject,
            long subjectSequence,
            String type,
            int schemaVersion,
            Instant createdAt,
            Instant receivedAt,
            Why why,
            int attempts,
            @Nullable String error,
            boolean corrected) {}

    /** A message that came second under an id or a sequence that was taken. */
    record HeldConflict(
            long conflict,
            MessageId id,
            NodeId origin,
            long sequence,
            String subject,
            String type,
            int schemaVersion,
            Instant receivedAt) {}

    /**
     * A file that is not whole here.
     *
     * @param aside whether its manifest was wrong too often, so that it is not asked for any more
     */
    record HeldFile(
            NodeId peer,
            String sha256,
            long size,
            long receivedBytes,
            int rounds,
            boolean aside,
            Instant announcedAt) {}

    /**
     * A row with its content.
     *
     * @param json the content as it will be applied; null if what is kept here cannot be read
     */
    record Shown<T>(T row, @Nullable String json) {}
}
