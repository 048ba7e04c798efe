package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.NodeIdentity;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one row that says who this database is. */
final class NodeTable {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final UUID boot = UUID.randomUUID();
    private volatile @Nullable NodeIdentity identity;

    NodeTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    NodeIdentity identity() {
        return Objects.requireNonNull(identity);
    }

    /** Counts this start; the first one makes the identity. */
    void start(NodeId node) {
        Optional<NodeId> known = jdbc.sql("SELECT node_id FROM sync_node WHERE id = 1 FOR UPDATE")
                .query((rs, row) -> NodeId.of(rs.getString(1)))
                .optional();
        if (known.isPresent() && !known.get().equals(node)) {
            throw new IllegalStateException("YILU-NODE-003: This database belongs to site " + known.get()
                    + ", but the node is configured as " + node
                    + ". Check yilu.node.id and yilu.node.data-dir.");
        }
        if (known.isPresent()) {
            jdbc.sql("UPDATE sync_node SET epoch = epoch + 1 WHERE id = 1").update();
        } else {
            jdbc.sql("INSERT INTO sync_node (id, node_id, instance, epoch, created_at) VALUES (1, ?, ?, 1, ?)")
                    .params(node.value(), UUID.randomUUID().toString(), SqlTimes.toColumn(clock.instant()))
                    .update();
        }
        read();
    }

    /** Another instance from now on. */
    void renew() {
        jdbc.sql("UPDATE sync_node SET instance = ? WHERE id = 1")
                .param(UUID.randomUUID().toString())
                .update();
        read();
    }

    private void read() {
        identity = jdbc.sql("SELECT node_id, instance, epoch FROM sync_node WHERE id = 1")
                .query((rs, row) -> new NodeIdentity(
                        NodeId.of(rs.getString(1)), UUID.fromString(rs.getString(2)), rs.getLong(3), boot))
                .single();
    }
}
