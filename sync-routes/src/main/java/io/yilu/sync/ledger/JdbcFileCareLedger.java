package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.FileCareLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the file tables know of the state of the disk. */
final class JdbcFileCareLedger implements FileCareLedger {

    private static final String ASK_AGAIN = """
            INSERT INTO sync_file_in (peer, sha256, size, chunk_size, chunk_hashes, bitmap, received_bytes, complete,
                                      created_at)
            SELECT :peer, sha256, size, chunk_size, chunk_hashes, '', 0, FALSE, :at FROM sync_file WHERE sha256 = :sha256
            ON DUPLICATE KEY UPDATE size = VALUES(size), chunk_size = VALUES(chunk_size),
                chunk_hashes = VALUES(chunk_hashes), bitmap = '', received_bytes = 0, complete = FALSE, rounds = 0,
                aside_at = NULL""";

    private static final String ONLY_OF = """
            SELECT DISTINCT f.sha256 FROM sync_file f JOIN sync_file_out o ON o.sha256 = f.sha256
            WHERE f.complete = TRUE AND o.peer = :peer AND o.subject IN (:subjects)
              AND NOT EXISTS (SELECT 1 FROM sync_file_out other WHERE other.sha256 = f.sha256
                  AND (other.complete = FALSE OR other.peer <> :peer OR other.subject NOT IN (:subjects)))
              AND NOT EXISTS (SELECT 1 FROM sync_file_in i WHERE i.sha256 = f.sha256)
            ORDER BY f.sha256 LIMIT :limit""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    JdbcFileCareLedger(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public List<FileManifest> complete(String afterSha256, int limit) {
        return jdbc.sql("""
                        SELECT sha256, size, chunk_size, '' AS chunk_hashes FROM sync_file
                        WHERE complete = TRUE AND sha256 > ? ORDER BY sha256 LIMIT ?""")
                .params(afterSha256, limit)
                .query((rs, row) -> JdbcFileLedger.manifest(rs))
                .list();
    }

    @Override
    public List<FileManifest> uncheckedSince(Instant moment, Instant now, int limit) {
        return jdbc.sql("""
                        SELECT sha256, size, chunk_size, '' AS chunk_hashes FROM sync_file
                        WHERE complete = TRUE AND (checked_at IS NULL OR checked_at < ? OR checked_at > ?)
                        ORDER BY checked_at, sha256 LIMIT ?""")
                .params(SqlTimes.toColumn(moment), SqlTimes.toColumn(now), limit)
                .query((rs, row) -> JdbcFileLedger.manifest(rs))
                .list();
    }

    @Override
    public void markChecked(String sha256, Instant at) {
        jdbc.sql("UPDATE sync_file SET checked_at = ? WHERE sha256 = ?")
                .params(SqlTimes.toColumn(at), sha256)
                .update();
    }

    @Override
    public Set<NodeId> markLost(String sha256, Instant at) {
        return Objects.requireNonNull(transactions.execute(status -> {
            jdbc.sql("UPDATE sync_file SET complete = FALSE, lost_at = ? WHERE sha256 = ? AND complete = TRUE")
                    .params(SqlTimes.toColumn(at), sha256)
                    .update();
            Set<NodeId> holders = new TreeSet<>(jdbc.sql("""
                            SELECT peer FROM sync_file_in WHERE sha256 = :sha256 AND aside_at IS NULL
                            UNION SELECT peer FROM sync_file_out WHERE sha256 = :sha256 AND complete = TRUE""")
                    .param("sha256", sha256)
                    .query((rs, row) -> NodeId.of(rs.getString(1)))
                    .list());
            holders.forEach(peer -> jdbc.sql(ASK_AGAIN)
                    .param("peer", peer.value())
                    .param("sha256", sha256)
                    .param("at", SqlTimes.toColumn(at))
                    .update());
            return holders;
        }));
    }

    @Override
    public List<String> onlyOf(NodeId peer, Collection<String> subjects, int limit) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(ONLY_OF)
                .param("peer", peer.value())
                .param("subjects", subjects)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    @Override
    public void markPurged(String sha256, Instant at) {
        jdbc.sql("UPDATE sync_file SET complete = FALSE, purged_at = ? WHERE sha256 = ? AND complete = TRUE")
                .params(SqlTimes.toColumn(at), sha256)
                .update();
    }

    @Override
    public List<Trouble> troubles(int limit) {
        return jdbc.sql("""
                        SELECT sha256, size, peer, aside_at AS since FROM sync_file_in
                        WHERE aside_at IS NOT NULL AND complete = FALSE
                        UNION ALL SELECT sha256, size, NULL, lost_at FROM sync_file WHERE lost_at IS NOT NULL
                        ORDER BY since, sha256 LIMIT ?""").param(limit).query((rs, row) -> trouble(rs)).list();
    }

    private static Trouble trouble(ResultSet rs) throws SQLException {
        @Nullable String peer = rs.getString("peer");
        return new Trouble(
                rs.getString("sha256"),
                rs.getLong("size"),
                peer == null ? null : NodeId.of(peer),
                SqlTimes.instant(rs, "since"));
    }

    @Override
    public void tryAgain(String sha256) {
        jdbc.sql("UPDATE sync_file_in SET rounds = 0, aside_at = NULL WHERE sha256 = ? AND aside_at IS NOT NULL")
                .param(sha256)
                .update();
    }

    @Override
    public Checked checkedSince(Instant moment, Instant now) {
        return jdbc.sql("""
                        SELECT COUNT(*), COALESCE(SUM(checked_at BETWEEN ? AND ?), 0) FROM sync_file
                        WHERE complete = TRUE""")
                .params(SqlTimes.toColumn(moment), SqlTimes.toColumn(now))
                .query((rs, row) -> new Checked(rs.getLong(1), rs.getLong(2)))
                .single();
    }
}
