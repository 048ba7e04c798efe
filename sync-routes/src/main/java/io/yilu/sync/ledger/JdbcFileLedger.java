package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.FileStore.FileProgress;
import io.yilu.sync.engine.FileCareLedger;
import io.yilu.sync.engine.FileLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The file tables. */
final class JdbcFileLedger implements FileLedger {

    private static final String COMPLETE = """
            INSERT INTO sync_file (sha256, size, chunk_size, chunk_hashes, complete, created_at, completed_at, checked_at)
            VALUES (:sha256, :size, :chunkSize, :hashes, TRUE, :at, :at, :at)
            ON DUPLICATE KEY UPDATE size = :size, chunk_size = :chunkSize, chunk_hashes = :hashes, complete = TRUE,
                                    completed_at = :at, checked_at = :at, lost_at = NULL, purged_at = NULL""";
    private static final String ANNOUNCE = """
            INSERT INTO sync_file_in (peer, sha256, size, chunk_size, chunk_hashes, bitmap, received_bytes, complete,
                                      created_at)
            VALUES (:peer, :sha256, :size, :chunkSize, :hashes, '', 0,
                    EXISTS (SELECT 1 FROM sync_file f WHERE f.sha256 = :sha256 AND f.complete = TRUE), :at)
            ON DUPLICATE KEY UPDATE sha256 = sha256""";
    /** A manifest that was put aside gives way to another; what was complete and is gone since is missing again. */
    private static final String ANNOUNCE_ANEW = """
            UPDATE sync_file_in SET size = :size, chunk_size = :chunkSize, chunk_hashes = :hashes, bitmap = '',
                   received_bytes = 0, complete = FALSE, rounds = 0, aside_at = NULL
            WHERE peer = :peer AND sha256 = :sha256
              AND ((aside_at IS NOT NULL
                    AND (size <> :size OR chunk_size <> :chunkSize OR chunk_hashes <> :hashes))
                   OR (complete = TRUE AND NOT EXISTS
                       (SELECT 1 FROM sync_file f WHERE f.sha256 = :sha256 AND f.complete = TRUE)))""";

    private static final String PROGRESS = """
            SELECT sha256, size, IF(complete, size, 0) AS received, complete FROM sync_file WHERE sha256 IN (:hashes)
            UNION ALL
            SELECT sha256, size, received_bytes, FALSE FROM sync_file_in
            WHERE sha256 IN (:hashes) AND complete = FALSE
            ORDER BY complete, received""";

    private static final String INCOMPLETE = """
            SELECT sha256, created_at, received_bytes >= size AS whole FROM sync_file_in
            WHERE peer = :peer AND complete = FALSE AND aside_at IS NULL%s ORDER BY created_at, sha256 LIMIT :limit""";
    private static final String BEHIND = " AND (created_at > :at OR (created_at = :at AND sha256 > :sha256))";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final JdbcFileCareLedger care;

    JdbcFileLedger(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.care = new JdbcFileCareLedger(jdbc, transactions);
    }

    @Override
    public FileCareLedger care() {
        return care;
    }

    @Override
    public void addComplete(FileManifest manifest, Instant at) {
        transactions.executeWithoutResult(status -> {
            withManifest(COMPLETE, manifest).param("at", SqlTimes.toColumn(at)).update();
            jdbc.sql(
                            "UPDATE sync_file_in SET complete = TRUE, bitmap = '', rounds = 0, aside_at = NULL WHERE sha256 = ?")
                    .param(manifest.sha256())
                    .update();
        });
    }

    @Override
    public void announce(FileManifest manifest, NodeId from, Instant at) {
        transactions.executeWithoutResult(status -> {
            withManifest(ANNOUNCE, manifest)
                    .param("peer", from.value())
                    .param("at", SqlTimes.toColumn(at))
                    .update();
            withManifest(ANNOUNCE_ANEW, manifest).param("peer", from.value()).update();
        });
    }

    private JdbcClient.StatementSpec withManifest(String sql, FileManifest manifest) {
        return jdbc.sql(sql)
                .param("sha256", manifest.sha256())
                .param("size", manifest.size())
                .param("chunkSize", manifest.chunkSize())
                .param("hashes", manifest.chunkHashes());
    }

    @Override
    public Optional<FileManifest> manifest(String sha256) {
        return jdbc.sql("SELECT sha256, size, chunk_size, chunk_hashes FROM sync_file WHERE sha256 = ?")
                .param(sha256)
                .query((rs, row) -> manifest(rs))
                .optional()
                .or(() -> jdbc.sql("""
                                SELECT sha256, size, chunk_size, chunk_hashes FROM sync_file_in
                                WHERE sha256 = ? AND aside_at IS NULL ORDER BY created_at, peer LIMIT 1""")
                        .param(sha256)
                        .query((rs, row) -> manifest(rs))
                        .optional());
    }

    @Override
    public Optional<IncomingFile> incoming(NodeId from, String sha256) {
        return jdbc.sql("SELECT * FROM sync_file_in WHERE peer = ? AND sha256 = ?")
                .params(from.value(), sha256)
                .query((rs, row) -> new IncomingFile(
                        manifest(rs),
                        BitSet.valueOf(rs.getBytes("bitmap")),
                        rs.getBoolean("complete"),
                        rs.getTimestamp("aside_at") != null))
                .optional();
    }

    @Override
    public BitSet addChunk(NodeId from, FileManifest manifest, int index) {
        return Objects.requireNonNull(transactions.execute(status -> {
            BitSet here = jdbc.sql("""
                            SELECT bitmap FROM sync_file_in WHERE peer = ? AND sha256 = ? AND complete = FALSE
                            FOR UPDATE""")
                    .params(from.value(), manifest.sha256())
                    .query((rs, row) -> BitSet.valueOf(rs.getBytes(1)))
                    .optional()
                    .orElseGet(BitSet::new);
            here.set(index);
            setChunks(from, manifest, here);
            return here;
        }));
    }

    @Override
    public void setChunks(NodeId from, FileManifest manifest, BitSet here) {
        jdbc.sql("""
                        UPDATE sync_file_in SET bitmap = ?, received_bytes = ?
                        WHERE peer = ? AND sha256 = ? AND complete = FALSE""")
                .params(here.toByteArray(), manifest.bytesOf(here), from.value(), manifest.sha256())
                .update();
    }

    @Override
    public int failRound(NodeId from, String sha256, int most, Instant at) {
        return Objects.requireNonNull(transactions.execute(status -> {
            jdbc.sql("""
                            UPDATE sync_file_in SET bitmap = '', received_bytes = 0, rounds = rounds + 1
                            WHERE peer = ? AND sha256 = ? AND complete = FALSE""").params(from.value(), sha256).update();
            jdbc.sql("UPDATE sync_file_in SET aside_at = ? WHERE peer = ? AND sha256 = ? AND rounds >= ?")
                    .params(SqlTimes.toColumn(at), from.value(), sha256, most)
                    .update();
            return jdbc.sql("SELECT rounds FROM sync_file_in WHERE peer = ? AND sha256 = ?")
                    .params(from.value(), sha256)
                    .query(Integer.class)
                    .single();
        }));
    }

    @Override
    public void alreadyHere(NodeId from, String sha256) {
        jdbc.sql("UPDATE sync_file_in SET complete = TRUE, bitmap = '' WHERE peer = ? AND sha256 = ?")
                .params(from.value(), sha256)
                .update();
    }

    @Override
    public void noteGiven(NodeId peer, String sha256) {
        jdbc.sql("UPDATE sync_file_in SET brought = TRUE WHERE peer = ? AND sha256 = ?")
                .params(peer.value(), sha256)
                .update();
    }

    @Override
    public void markComplete(NodeId from, FileManifest manifest, Instant at) {
        transactions.executeWithoutResult(status -> {
            noteGiven(from, manifest.sha256());
            addComplete(manifest, at);
        });
    }

    @Override
    public List<Incomplete> incomplete(NodeId from, @Nullable Incomplete after, int limit) {
        return jdbc.sql(after == null ? INCOMPLETE.formatted("") : INCOMPLETE.formatted(BEHIND))
                .param("peer", from.value())
                .param("at", after == null ? null : SqlTimes.toColumn(after.announcedAt()))
                .param("sha256", after == null ? null : after.sha256())
                .param("limit", limit)
                .query((rs, row) -> new Incomplete(
                        rs.getString("sha256"), SqlTimes.instant(rs, "created_at"), rs.getBoolean("whole")))
                .list();
    }

    @Override
    public List<FileProgress> progress(Collection<String> sha256s) {
        if (sha256s.isEmpty()) {
            return List.of();
        }
        // The last of a hash is the furthest: whole if it is here, otherwise the peer that has given most of it.
        Map<String, FileProgress> furthest = new LinkedHashMap<>();
        jdbc.sql(PROGRESS)
                .param("hashes", Set.copyOf(sha256s))
                .query((rs, row) -> new FileProgress(rs.getString(1), rs.getLong(2), rs.getLong(3), rs.getBoolean(4)))
                .list()
                .forEach(file -> furthest.put(file.sha256(), file));
        return List.copyOf(furthest.values());
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
    public boolean cameFrom(NodeId peer, String sha256) {
        return jdbc.sql("SELECT COUNT(*) FROM sync_file_in WHERE peer = ? AND sha256 = ? AND brought = TRUE")
                        .params(peer.value(), sha256)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public Set<String> receipted(NodeId destination, String sha256, long receivedBytes, boolean complete) {
        Set<String> waiting = Set.copyOf(jdbc.sql(
                        "SELECT DISTINCT subject FROM sync_file_out WHERE peer = ? AND sha256 = ? AND complete = FALSE")
                .params(destination.value(), sha256)
                .query(String.class)
                .list());
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
        return waiting;
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
                        SELECT COUNT(*), COALESCE(SUM(size - received_bytes), 0) FROM sync_file_in
                        WHERE peer = ? AND complete = FALSE""")
                .param(from.value())
                .query((rs, row) -> new Missing(rs.getLong(1), rs.getLong(2)))
                .single();
    }

    static FileManifest manifest(ResultSet rs) throws SQLException {
        return new FileManifest(
                rs.getString("sha256"), rs.getLong("size"), rs.getInt("chunk_size"), rs.getString("chunk_hashes"));
    }
}
