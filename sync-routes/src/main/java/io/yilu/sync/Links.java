package io.yilu.sync;

import io.yilu.schemas.identity.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where each link stands: what the lamp, the pages' "待传" and the county's list of routes read. */
public interface Links {

    /** The link to one peer; a peer never heard of is DOWN since the node was made. */
    LinkStatus with(NodeId peer);

    /**
     * The peer's clock minus this node's, now; empty unless it was measured in this run of the node, since the date may have been
     * set, or lost with the battery, before it. What is written here should carry it, so that who reads it can tell a wrong date.
     */
    Optional<Duration> clockOffset(NodeId peer);

    /** Every known peer, by site code. */
    List<LinkStatus> all();

    /**
     * One link.
     *
     * @param since when this state began, this node's clock
     * @param lastHeardAt the last frame from the peer, or null if never
     * @param roundTripMillis of the last heartbeat, or null if not measured since the link came up
     * @param pendingMessages messages that wait for a receipt: a township's own; at the county both directions, as far as the
     *     town has told
     * @param pendingSubjects how many different cases those belong to
     * @param pendingBytes payload and file bytes that wait for a receipt
     * @param oldestPendingAt when the oldest of them was created, or null if none waits
     * @param incomingFiles files the peer has announced of which bytes are missing here
     * @param incomingBytes those bytes
     * @param heldMessages messages from the peer that are parked or quarantined here
     */
    record LinkStatus(
            NodeId peer,
            State state,
            Instant since,
            @Nullable Instant lastHeardAt,
            @Nullable Long roundTripMillis,
            long pendingMessages,
            long pendingSubjects,
            long pendingBytes,
            @Nullable Instant oldestPendingAt,
            long incomingFiles,
            long incomingBytes,
            long heldMessages) {}

    /** The lamp. */
    enum State {
        /** 畅通: the peer answers and nothing is late. */
        UP,
        /** 滞后: the peer answers, but something has waited for over a minute. */
        LAGGING,
        /** 中断: the peer does not answer. */
        DOWN
    }
}
