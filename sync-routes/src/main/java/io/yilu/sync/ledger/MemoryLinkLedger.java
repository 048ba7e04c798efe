package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Links;
import io.yilu.sync.engine.Frame.Waiting;
import io.yilu.sync.engine.LinkLedger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Links in memory. */
final class MemoryLinkLedger implements LinkLedger {

    private final Map<NodeId, LinkRow> rows = new ConcurrentSkipListMap<>();

    @Override
    public Optional<LinkRow> find(NodeId peer) {
        return Optional.ofNullable(rows.get(peer));
    }

    @Override
    public List<LinkRow> all() {
        return List.copyOf(rows.values());
    }

    @Override
    public void add(NodeId peer, Instant at) {
        rows.putIfAbsent(peer, new LinkRow(peer, Links.State.DOWN, at, null, null, null, Waiting.NOTHING));
    }

    @Override
    public void save(LinkRow row) {
        rows.put(row.peer(), row);
    }
}
