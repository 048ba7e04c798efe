package io.yilu.sync;

import io.yilu.schemas.identity.NodeId;
import java.util.List;

/** Whether this node, after a restore or on a new machine, has got back from its peers what it had done. */
public interface Recovery {

    /** Peers from which something is still to come back; empty on a node in its normal state. */
    List<Progress> open();

    /** Whether the node may take new work: a township accepts nothing while it does not know what it had accepted. */
    default boolean isComplete() {
        return open().isEmpty();
    }

    /** Declares that this node must get its history back from the peer before it goes on. */
    void require(NodeId peer);

    /**
     * Goes on with the peer although some of what came back cannot be replayed; a person's decision, its reason is logged.
     */
    void giveUp(NodeId peer, String reason);

    /**
     * How far it is with one peer.
     *
     * @param fetched whether the peer has handed everything back
     * @param toReplay own messages that came back and are not in the business tables yet
     */
    record Progress(NodeId peer, boolean fetched, long toReplay) {}
}
