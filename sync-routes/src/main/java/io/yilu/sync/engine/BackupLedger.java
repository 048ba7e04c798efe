package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Port: what finished backups hold, of this node and of its peers, so that nobody lets go of what only one disk has. */
public interface BackupLedger {

    /** Of the origin's stream everything up to this sequence, files included, is in a finished backup of this node. */
    long backedUpHere(NodeId origin);

    /** Notes what a backup of this node holds, once it is finished and verified. */
    void backedUpHere(NodeId origin, long through);

    /** When the last whole and verified backup of this node was finished. */
    Optional<Instant> finishedHere();

    /** Notes that a backup of this node was finished. */
    void finishedHere(Instant at);

    /** When this database was made: before, there was nothing to back up. */
    Instant madeAt();

    /** What the peer last said of its own backups; less than before if it was restored from an older one. */
    long backedUpThere(NodeId peer);

    /** Notes what the peer says of its own backups. */
    void backedUpThere(NodeId peer, long through);

    /**
     * Those of the subjects of which every message to the peer is receipted and applied there, and is in a finished backup of
     * the peer. A subject that nothing was sent about is not among them.
     */
    Set<String> safeThere(NodeId peer, Collection<String> subjects);
}
