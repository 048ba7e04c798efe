package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import java.util.List;
import java.util.UUID;

/** Port: which databases have spoken for each site, so that a clone or an old copy is told from the node itself. */
public interface PeerLedger {

    /** Every instance that is known for the peer. */
    List<Known> of(NodeId peer);

    /** Keeps what is known of one instance. */
    void save(NodeId peer, Known known);

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
        /** Was let in by an administrator and has not spoken yet. */
        ADMITTED,
        /** Another took its place. */
        FORMER
    }
}
