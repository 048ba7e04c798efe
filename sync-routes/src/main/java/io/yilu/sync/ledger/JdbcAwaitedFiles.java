package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Recovery;
import io.yilu.sync.engine.AwaitedFiles;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code sync_recovery_file}. */
final class JdbcAwaitedFiles implements AwaitedFiles {

    private static final String PROGRESS = """
            SELECT COUNT(*), COALESCE(SUM(size), 0), COALESCE(SUM(NOT here), 0),
                   COALESCE(SUM(IF(here, 0, size - LEAST(size, received))), 0)
            FROM (SELECT a.size,
                         EXISTS (SELECT 1 FROM sync_file f WHERE f.sha256 = a.sha256 AND f.complete = TRUE) AS here,
                         COALESCE((SELECT MAX(i.received_bytes) FROM sync_file_in i
                                   WHERE i.sha256 = a.sha256 AND i.complete = FALSE), 0) AS received
                  FROM sync_recovery_file a WHERE a.peer = ?) awaited""";
    private static final String WANTED = """
            SELECT a.sha256 FROM sync_recovery_file a JOIN sync_file_in i ON i.peer = a.peer AND i.sha256 = a.sha256
            WHERE a.peer = ? AND i.complete = FALSE AND i.aside_at IS NULL
            ORDER BY i.created_at, a.sha256 LIMIT ?""";

    private final JdbcClient jdbc;
    private final ReadOnce<Set<NodeId>> peers;

    JdbcAwaitedFiles(JdbcClient jdbc, Consumer<Runnable> afterCompletion) {
        this.jdbc = jdbc;
        this.peers = new ReadOnce<>(this::readPeers, afterCompletion);
    }

    @Override
    public Set<NodeId> peers() {
        return peers.get();
    }

    private Set<NodeId> readPeers() {
        return new TreeSet<>(jdbc.sql("SELECT DISTINCT peer FROM sync_recovery_file")
                .query((rs, row) -> NodeId.of(rs.getString(1)))
                .list());
    }

    @Override
    public void add(NodeId peer, Collection<FileRef> files) {
        for (FileRef file : files) {
            jdbc.sql("INSERT IGNORE INTO sync_recovery_file (peer, sha256, size) VALUES (?, ?, ?)")
                    .params(peer.value(), file.sha256(), file.size())
                    .update();
        }
        peers.changed();
    }

    @Override
    public Recovery.Files progress(NodeId peer) {
        return jdbc.sql(PROGRESS)
                .param(peer.value())
                .query((rs, row) -> new Recovery.Files(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4)))
                .single();
    }

    @Override
    public List<String> wanted(NodeId peer, int limit) {
        return jdbc.sql(WANTED).params(peer.value(), limit).query(String.class).list();
    }

    @Override
    public void end(NodeId peer) {
        jdbc.sql("DELETE FROM sync_recovery_file WHERE peer = ?")
                .param(peer.value())
                .update();
        peers.changed();
    }
}
