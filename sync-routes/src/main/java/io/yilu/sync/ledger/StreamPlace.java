package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import java.util.NavigableMap;

/** A place in the stream to or from a peer, as the key of a map in memory. */
record StreamPlace(NodeId peer, long sequence) implements Comparable<StreamPlace> {

    @Override
    public int compareTo(StreamPlace other) {
        int byPeer = peer.compareTo(other.peer);
        return byPeer != 0 ? byPeer : Long.compare(sequence, other.sequence);
    }

    /** The part of the map that belongs to the peer, beyond a sequence. */
    static <V> NavigableMap<StreamPlace, V> beyond(NavigableMap<StreamPlace, V> map, NodeId peer, long sequence) {
        return map.subMap(new StreamPlace(peer, sequence), false, new StreamPlace(peer, Long.MAX_VALUE), true);
    }
}
