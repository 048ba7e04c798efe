package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.FileStore.FileProgress;
import io.yilu.sync.engine.FileLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The file tables. */
final class JdbcFileLedger implements FileLedger {

    private static final String INSERT = """
            INSERT INTO sync_file (sha256, size, chunk_size, chunk_hashes, bitmap, received_bytes, complete, created_at,
                                   completed_at)
            VALUES (?, ?, ?, ?, '', 0, FALSE, ?, NULL) ON DUPLICATE KEY UPDATE sha256 = sha256""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    JdbcFileLedger(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void addComplete(FileManifest manifest, Instant at) {
        transactions.executeWithoutResult(status -> {
            insert(manifest, at);
            markComplete(manifest.sha256(), at);
        });
    }

    @Override
    public void announce(FileManifest manifest, NodeId from, Instant at) {
        insert(manifest, at);
        jdbc.sql("""
                        INSERT INTO sync_file_in (peer, sha256, created_at, complete)
                        SELECT ?, sha256, ?, complete FROM sync_file WHERE sha256 = ?
                        ON DUPLICATE KEY UPDATE sync_file_in.sha256 = sync_file_in.sha256""")
                .params(from.value(), SqlTimes.toColumn(at), manifest.sha256())
                .update();
    }

    private void insert(FileManifest manifest, Instant at) {
        jdbc.sql(INSERT)
                .params(
                        manifest.sha256(),
                        manifest.size(),
                        manifest.chunkSize(),
                        manifest.chunkHashes(),
                        SqlTimes.toColumn(at))
                .update();
    }

    @Override
    public Optional<FileManifest> manifest(String sha256) {
        return jdbc.sql("SELECT * FROM sync_file WHERE sha256 = ?")
                .param(sha256)
                .query((rs, row) -> manifest(rs))
                .optional();
    }

    @Override
    public Optional<BitSet> chunksHere(String sha256) {
        return jdbc.sql("SELECT bitmap FROM sync_file WHERE sha256 = ?")
                .param(sha256)
                .query((rs, row) -> BitSet.valueOf(rs.getBytes(1)))
                .optional();
    }

    @Override
    public void addChunk(FileManifest manifest, int index) {
        transactions.executeWithoutResult(
                status -> jdbc.sql("SELECT bitmap FROM sync_file WHERE sha256 = ? AND complete = FALSE FOR UPDATE")
                        .param(manifest.sha256())
                        .query((rs, row) -> BitSet.valueOf(rs.getBytes(1)))
                        .optional()
                        .ifPresent(here -> {
                            here.set(index);
                            saveChunks(manifest, here);
                        }));
    }

    private void saveChunks(FileManifest manifest, BitSet here) {
        long bytes = here.stream().mapToLong(manifest::lengthOf).sum();
        jdbc.sql("UPDATE sync_file SET bitmap = ?, received_bytes = ? WHERE sha256 = ?")
                .params(here.toByteArray(), bytes, manifest.sha256())
                .update();
    }

    @Override
    public void forgetChunks(String sha256) {
        jdbc.sql("UPDATE sync_file SET bitmap = '', received_bytes = 0 WHERE sha256 = ? AND complete = FALSE")
                .param(sha256)
                .update();
    }

    @Override
    public void markComplete(String sha256, Instant at) {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("""
                            UPDATE sync_file SET complete = TRUE, received_bytes = size, completed_at = ?
                            WHERE sha256 = ? AND complete = FALSE""").params(SqlTimes.toColumn(at), sha256).update();
            jdbc.sql("UPDATE sync_file_in SET complete = TRUE WHERE sha256 = ?")
                    .param(sha256)
                    .update();
        });
    }

    @Override
    public List<FileManifest> incomplete(NodeId from, int limit) {
        return jdbc.sql("""
                        SELECT f.* FROM sync_file_in i JOIN sync_file f ON f.sha256 = i.sha256
                        WHERE i.peer = ? AND i.complete = FALSE ORDER BY i.created_at, f.sha256 LIMIT ?""")
                .params(from.value(), limit)
                .query((rs, row) -> manifest(rs))
                .list();
    }

    @Override
    public List<FileProgress> progress(Collection<String> sha256s) {
        if (sha256s.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("SELECT sha256, size, received_bytes, complete FROM sync_file WHERE sha256 IN (:hashes)")
                .param("hashes", Set.copyOf(sha256s))
                .query((rs, row) -> new FileProgress(rs.getString(1), rs.getLong(2), rs.getLong(3), rs.getBoolean(4)))
                .list();
    }

    @Override
    public void addOutgoing(NodeId destination, String subject, FileManifest manifest) {
        jdbc.sql("""
                        INSERT IGNORE INTO sync_file_out (peer, subject, sha256, size, created_at)
                        VALUES (?, ?, ?, ?, ?)""")
                .params(
                        destination.value(),
                        subject,
                        manifest.sha256(),
                        manifest.size(),
                        SqlTimes.toColumn(clock.instant()))
                .update();
    }

    @Override
    public boolean isOutgoing(NodeId destination, String sha256) {
        return jdbc.sql("SELECT COUNT(*) FROM sync_file_out WHERE peer = ? AND sha256 = ?")
                        .params(destination.value(), sha256)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public Set<String> receipted(NodeId destination, String sha256, long receivedBytes, boolean complete) {
        jdbc.sql("""
                        UPDATE sync_file_out
                        SET receipted_bytes = IF(:complete, size, LEAST(size, GREATEST(receipted_bytes, :received))),
                            complete = :complete
                        WHERE peer = :peer AND sha256 = :sha256 AND complete = FALSE""")
                .param("complete", complete)
                .param("received", receivedBytes)
                .param("peer", destination.value())
                .param("sha256", sha256)
                .update();
        return Set.copyOf(jdbc.sql("SELECT DISTINCT subject FROM sync_file_out WHERE peer = ? AND sha256 = ?")
                .params(destination.value(), sha256)
                .query(String.class)
                .list());
    }

    @Override
    public List<String> unreceipted(NodeId destination, int limit) {
        return jdbc.sql("""
                        SELECT sha256 FROM sync_file_out WHERE peer = ? AND complete = FALSE
                        GROUP BY sha256 ORDER BY MIN(created_at), sha256 LIMIT ?""")
                .params(destination.value(), limit)
                .query(String.class)
                .list();
    }

    @Override
    public Missing missing(NodeId from) {
        return jdbc.sql("""
                        SELECT COUNT(*), COALESCE(SUM(f.size - f.received_bytes), 0)
                        FROM sync_file_in i JOIN sync_file f ON f.sha256 = i.sha256
                        WHERE i.peer = ? AND i.complete = FALSE""")
                .param(from.value())
                .query((rs, row) -> new Missing(rs.getLong(1), rs.getLong(2)))
                .single();
    }

    private static FileManifest manifest(ResultSet rs) throws SQLException {
        return new FileManifest(
                rs.getString("sha256"), rs.getLong("size"), rs.getInt("chunk_size"), rs.getString("chunk_hashes"));
    }
}
