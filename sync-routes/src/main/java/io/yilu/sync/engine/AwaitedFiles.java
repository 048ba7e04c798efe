package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Recovery;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Port: the files that a rebuilt node still waits for, by the peer that has handed its history back. */
public interface AwaitedFiles {

    /** Peers whose files are awaited; asked at every message and therefore cheap. */
    Set<NodeId> peers();

    /** Whether files of this peer are awaited. */
    default boolean isOn(NodeId peer) {
        return peers().contains(peer);
    }

    /** From now on this node waits for these as well; it does nothing about those that it waits for already. */
    void add(NodeId peer, Collection<FileRef> files);

    /** How many there are and how many of them are not whole here, by whatever way they come. */
    Recovery.Files progress(NodeId peer);

    /** Those that are missing and that this peer has announced, the longest announced first: the peer can be asked for them. */
    List<String> wanted(NodeId peer, int limit);

    /** Nothing is awaited any more. */
    void end(NodeId peer);
}
