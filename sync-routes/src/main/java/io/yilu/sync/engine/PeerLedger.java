package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Port: which databases have spoken for each site, so that a clone is told from the node itself, and what they can read. */
public interface PeerLedger {

    /** Every instance that is known for the peer. */
    List<Known> of(NodeId peer);

    /** Keeps what is known of one instance. */
    void save(NodeId peer, Known known);

    /** Up to which version the peer reads each kind, by label, as its last hello said; empty if it never said. */
    Map<String, Integer> versions(NodeId peer);

    void saveVersions(NodeId peer, Map<String, Integer> versions);

    /** This node was restored: who spoke for the peer when the backup was taken may have been replaced since. */
    default void recall(NodeId peer) {
        of(peer).stream()
                .filter(known -> known.standing() == Standing.CURRENT)
                .forEach(known ->
                        save(peer, new Known(known.instance(), Standing.RECALLED, known.epoch(), known.boot())));
    }

    /**
     * One database that speaks, spoke or may speak for a site.
     *
     * @param epoch the highest that was heard
     * @param boot of the run that said so
     */
    record Known(UUID instance, Standing standing, long epoch, UUID boot) {}

    /** What an instance may do. */
    enum Standing {
        /** Speaks for the site. */
        CURRENT,
        /**
         * Spoke for the site when the backup was taken from which this node was restored; it, or one that was let in since,
         * speaks for the site again, whichever is heard first.
         */
        RECALLED,
        /** Was let in by an administrator and has not spoken yet. */
        ADMITTED,
        /** Another took its place. */
        FORMER
    }
}
