package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.PeerLedger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Who speaks for the peers, in memory. */
final class MemoryPeerLedger implements PeerLedger {

    private final UndoLog undo;
    private final Map<String, Entry> rows;
    private final Map<NodeId, Map<String, Integer>> versions;

    MemoryPeerLedger(UndoLog undo) {
        this.undo = undo;
        this.rows = undo.table(new TreeMap<>());
        this.versions = undo.table(new HashMap<>());
    }

    @Override
    public synchronized List<Known> of(NodeId peer) {
        return rows.values().stream()
                .filter(row -> row.peer.equals(peer))
                .map(Entry::known)
                .toList();
    }

    @Override
    public synchronized void save(NodeId peer, Known known) {
        undo.put(rows, key(peer, known.instance()), new Entry(peer, known));
    }

    @Override
    public synchronized Map<String, Integer> versions(NodeId peer) {
        return versions.getOrDefault(peer, Map.of());
    }

    @Override
    public synchronized void saveVersions(NodeId peer, Map<String, Integer> said) {
        undo.put(versions, peer, Map.copyOf(said));
    }

    private static String key(NodeId peer, UUID instance) {
        return peer + "/" + instance;
    }

    private record Entry(NodeId peer, Known known) {}
}
