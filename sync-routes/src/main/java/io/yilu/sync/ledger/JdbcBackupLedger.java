package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.BackupLedger;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code sync_backup} and {@code sync_backup_run}. The backup command writes of this node's own from outside. */
final class JdbcBackupLedger implements BackupLedger {

    private static final String SAFE = """
            SELECT o.subject FROM sync_outbox o
            WHERE o.peer = :peer AND o.subject IN (:subjects)
            GROUP BY o.subject
            HAVING SUM(o.receipted_at IS NULL) = 0 AND SUM(o.held) = 0 AND MAX(o.sequence) <= :through""";

    private final JdbcClient jdbc;

    JdbcBackupLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long backedUpHere(NodeId origin) {
        return read("here_through", origin);
    }

    @Override
    public void backedUpHere(NodeId origin, long through) {
        write("here_through", origin, through);
    }

    @Override
    public Optional<Instant> finishedHere() {
        return jdbc.sql("SELECT finished_at FROM sync_backup_run WHERE id = 1")
                .query((rs, row) -> SqlTimes.instant(rs, "finished_at"))
                .optional();
    }

    @Override
    public void finishedHere(Instant at) {
        jdbc.sql("REPLACE INTO sync_backup_run (id, finished_at) VALUES (1, ?)")
                .param(SqlTimes.toColumn(at))
                .update();
    }

    @Override
    public Instant madeAt() {
        return jdbc.sql("SELECT created_at FROM sync_node WHERE id = 1")
                .query((rs, row) -> SqlTimes.instant(rs, "created_at"))
                .single();
    }

    @Override
    public long backedUpThere(NodeId peer) {
        return read("there_through", peer);
    }

    @Override
    public void backedUpThere(NodeId peer, long through) {
        write("there_through", peer, through);
    }

    @Override
    public Set<String> safeThere(NodeId peer, Collection<String> subjects) {
        if (subjects.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql(SAFE)
                .param("peer", peer.value())
                .param("subjects", subjects)
                .param("through", backedUpThere(peer))
                .query(String.class)
                .list());
    }

    private long read(String column, NodeId peer) {
        return jdbc.sql("SELECT " + column + " FROM sync_backup WHERE peer = ?")
                .param(peer.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private void write(String column, NodeId peer, long through) {
        jdbc.sql("INSERT INTO sync_backup (peer, " + column + ") VALUES (:peer, :through) ON DUPLICATE KEY UPDATE "
                        + column + " = :through")
                .param("peer", peer.value())
                .param("through", through)
                .update();
    }
}
