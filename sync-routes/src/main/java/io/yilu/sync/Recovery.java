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

    /**
     * Subjects that did not come back with everything else: a message about them failed here or belongs to a newer release.
     * Nothing is done about them before it is repaired; all others work.
     */
    List<String> closed(NodeId peer);

    /** Whether this subject did not come back with everything else; asked before each step with it. */
    boolean isClosed(NodeId peer, String subject);

    /** Declares that this node must get its history back from the peer before it goes on. */
    void require(NodeId peer);

    /**
     * Goes on with the peer although some of what came back cannot be replayed; a person's decision, its reason is logged.
     */
    void giveUp(NodeId peer, String reason);

    /**
     * Goes on although some of the files that this node needs for its work have not come back; a person's decision, its reason
     * is logged. They stay missing where they are named, and come if they ever can.
     */
    void giveUpFiles(NodeId peer, String reason);

    /**
     * How far it is with one peer.
     *
     * @param fetched whether the peer has handed everything back
     * @param toReplay own messages that came back and are not in the business tables yet
     * @param files what the work here needs; known once everything is replayed
     */
    record Progress(NodeId peer, boolean fetched, long toReplay, Files files) {}

    /**
     * The files that the node waits for before it takes work.
     *
     * @param all how many there are
     * @param missing how many of them are not whole here yet
     * @param missingBytes what is still to come of those
     */
    record Files(long all, long bytes, long missing, long missingBytes) {

        public static final Files NONE = new Files(0, 0, 0, 0);
    }
}
