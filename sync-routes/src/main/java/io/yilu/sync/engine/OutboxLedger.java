package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Deliveries.Delivery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Port: the Transactional Outbox. */
public interface OutboxLedger {

    /**
     * Appends a message and gives it the next sequence of its stream and of its subject. The stream's counter stays locked
     * until commit, so that sequences become visible in order and without gaps.
     */
    OutgoingMessage append(OutgoingMessage.Draft draft);

    /** Unreceipted messages after a sequence, in order. */
    List<OutgoingMessage> unreceipted(NodeId destination, long afterSequence, int limit);

    /** The same, of one lane only. */
    List<OutgoingMessage> unreceipted(NodeId destination, Lane lane, long afterSequence, int limit);

    /** Notes that these were given to the line: a hint for the clerk, nothing else. */
    void markSent(NodeId destination, List<Long> sequences, Instant at);

    /**
     * Notes what the peer holds. Returns the subjects whose delivery state moved.
     *
     * <p>A receipt counts only for what was sent: a node restored from a backup gives old sequences to new messages, and the
     * peer's old receipt must not swallow them.
     */
    Set<String> receipted(NodeId destination, Receipt receipt, Instant at);

    /** Every sequence up to this one is receipted. */
    long receiptedThrough(NodeId destination);

    /** The last sequence that was given out; 0 if none was. */
    long lastSequence(NodeId destination);

    /** The hash chain of the stream at this sequence, if the message is here. */
    Optional<String> chainAt(NodeId destination, long sequence);

    /**
     * Takes back the receipts of what the peer says it does not hold: it was restored from a backup.
     *
     * @return how many messages go again
     */
    long reopen(NodeId destination, Receipt held);

    /** What waits for a receipt from this peer, files included. */
    Frame.Waiting waiting(NodeId destination);

    /** How far each subject has got. */
    Map<String, Delivery> deliveries(Collection<String> subjects);
}
