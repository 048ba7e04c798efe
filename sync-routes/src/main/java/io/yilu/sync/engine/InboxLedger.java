package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.identity.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: the Idempotent Receiver's memory. Its keys are kept for ever. */
public interface InboxLedger {

    /** No pause after a failure is longer. One that seems to be shows that the clock was set back: it is over (law 9). */
    Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    /** Stores a message that came by the link, before anything is made of it; {@link #advance} follows. */
    Arrival store(Envelope envelope, Instant receivedAt);

    /**
     * Moves the cumulative mark over everything that is here without a gap, and checks the hash chain on the way.
     *
     * @return sequences whose chain does not follow from what came before; the walk goes on from their own word
     */
    List<Long> advance(NodeId origin);

    /**
     * What came from this origin with a higher sequence, in order, as it came: its own history, if it lost it. What cannot be
     * read here any more is left out, and fewer than asked for means that there are no more.
     */
    List<Envelope> history(NodeId origin, long after, int limit);

    /** The message of this subject that is to be applied next, if it is here and may be tried now. */
    Optional<IncomingMessage> next(NodeId origin, String subject, Instant now);

    /** Subjects of this origin with messages that are neither applied nor given up, to be looked at after a start. */
    default List<String> unfinishedSubjects(NodeId origin, Instant now, int limit) {
        return unfinishedSubjects(origin, now, "", limit);
    }

    /** The same by name, those after this one: whoever has turned to the last of them has turned to all. */
    List<String> unfinishedSubjects(NodeId origin, Instant now, String after, int limit);

    /** Counts an attempt before it is made, so that a message which kills the process is counted too. */
    void countAttempt(IncomingMessage message);

    /** Marks the message applied and opens the way for the next of its subject; same transaction as the change itself. */
    void markApplied(IncomingMessage message, Instant at);

    /** Puts the message aside after a failure that may pass; the attempt does not count. */
    void retryLater(IncomingMessage message, String error, Instant notBefore);

    /** Takes the message out of the way of everything but its own subject. */
    void quarantine(IncomingMessage message, State as, String error);

    /** The same for the message whose turn it is, of which not even the content can be read. Returns whether there was one. */
    boolean quarantineUnread(NodeId origin, String subject, String error);

    /**
     * Gives messages of kinds and versions that were unknown another chance, now that this release knows them.
     *
     * @param known the newest version of each kind that can be applied, by label
     */
    void releaseUnknown(NodeId origin, Map<String, Integer> known);

    /** What this node holds of the origin's stream. */
    Receipt receipt(NodeId origin);

    /** Messages of this origin that are parked, quarantined or unknown. */
    long heldMessages(NodeId origin);

    /** What became of a message at its arrival. */
    enum Arrival {
        /** New, stored. */
        STORED,
        /** Known with the same bytes: a no-op that repeats the receipt (law 2). */
        DUPLICATE,
        /** Known with other bytes, or another message at its place: kept aside and alarmed (law 2). */
        CONFLICT
    }

    /** Where a stored message stands. */
    enum State {
        /** Stored, waiting for its turn; parked while an earlier one of its subject is missing. */
        WAITING,
        APPLIED,
        /** Failed for good; waits for a person. */
        QUARANTINED,
        /** Of a kind or version this release does not know; released after an upgrade. */
        UNKNOWN,
        /** Given up by a person, with a reason. */
        DISCARDED
    }
}
