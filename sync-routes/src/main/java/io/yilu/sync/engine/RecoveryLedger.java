package io.yilu.sync.engine;

import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Port: what a node that lost its history has got back from a peer. Own messages are staged as they come, merged into the
 * outbox once all are here, and replayed into the business tables in the order of their subjects.
 */
public interface RecoveryLedger {

    /** Where the recovery from this peer stands. */
    Phase phase(NodeId peer);

    /** Peers whose phase is not NONE; asked at every message and therefore cheap. */
    List<NodeId> open();

    /** Whether no recovery is open and no subject closed; asked at every message and therefore cheap. */
    boolean isWhole();

    /**
     * Starts from the beginning: phase FETCHING, nothing staged. One that is fetching goes on, since what it has staged may be
     * held nowhere else by now. One that is replaying starts again: a backup made at that time has all that had come back by
     * then, and that is not all that the peer holds when the backup is put back.
     */
    void begin(NodeId peer);

    /** Own messages with a higher sequence than this are to be asked for next. */
    long fetchedThrough(NodeId peer);

    /** Keeps own messages as they came back; those with a known sequence are ignored. */
    void stage(NodeId peer, List<OutgoingMessage> messages);

    /**
     * Makes the outbox what it was: staged messages take their old places as receipted and wait for their replay; what this
     * node wrote at such a place after it was restored moves behind them; places that nobody can fill are filled with
     * messages of the kind {@link #LOST}. Phase REPLAYING.
     *
     * @return how many places were filled because nobody holds what had been there
     */
    long merge(NodeId peer, Instant at);

    /**
     * Own messages written by persons with a higher sequence than this that may be replayed now, lowest first: all before
     * them is in place.
     */
    List<OutgoingMessage> replayable(NodeId peer, long after, int limit);

    /**
     * Own messages with a higher sequence than this that wait for an incoming one which is not here: neither their cause nor
     * anything of their subject that they were written after is still to be applied. Once the peer has sent all that it has,
     * nobody can bring what they wait for; no handler writes to another peer than the one that it heard. The first that waits
     * of each subject, lowest first.
     */
    List<OutgoingMessage> stranded(NodeId peer, long after, int limit);

    /** Notes that the message is in the business tables, or that a person or a handler made it needless. */
    void replayed(OutgoingMessage message);

    /** How many own messages still wait for their replay. */
    long waiting(NodeId peer);

    /** About how many subjects own messages still wait for their replay. */
    long waitingSubjects(NodeId peer);

    /**
     * Subjects whose own messages wait for the application of a message that failed for good or that this release does not
     * know: nothing but its repair, or an upgrade, moves them.
     */
    Set<String> behindHeld(NodeId peer);

    /**
     * Subjects whose own messages still waited when the recovery ended: what comes about them keeps waiting for its turn
     * among them. Asked at every message and therefore cheap.
     */
    Set<String> closed(NodeId peer);

    /** Whether own messages about this subject were written before its n-th incoming one was applied and still wait. */
    boolean mustReplayBefore(NodeId peer, String subject, long subjectSequence);

    /** The next own message about this subject that the application of {@code cause} had written, if one waits. */
    Optional<OutgoingMessage> writtenBy(NodeId destination, String subject, MessageId cause);

    /** All own messages that the application of {@code cause} had written and that still wait. */
    List<OutgoingMessage> writtenBy(MessageId cause);

    /** The recovery from this peer is over; what still waits closes its own subject and nothing else (law 4). */
    void end(NodeId peer);

    /** What still waits counts as replayed: a person does not wait for it. */
    void abandon(NodeId peer);

    /** The part that remembers the files which must be back as well; it outlives the phases. */
    AwaitedFiles files();

    /** The kind of message that stands for one which no node holds any more. Nobody applies it; it keeps the order. */
    String LOST = "lost";

    /** A recovery's way. */
    enum Phase {
        /** This node has its whole history. */
        NONE,
        /** The peer hands back; nothing is applied from it or sent to it. */
        FETCHING,
        /** All came back; messages are applied and replayed in turn. */
        REPLAYING
    }
}
