package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.PayloadCipher;
import io.yilu.sync.Repairs.Decision;
import io.yilu.sync.Repairs.HeldConflict;
import io.yilu.sync.Repairs.HeldFile;
import io.yilu.sync.Repairs.HeldMessage;
import io.yilu.sync.Repairs.Page;
import io.yilu.sync.Repairs.Query;
import io.yilu.sync.engine.Hashes;
import io.yilu.sync.engine.InboxLedger.State;
import io.yilu.sync.engine.IncomingMessage;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.RepairLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Held messages and files in the inbox and file tables. */
final class JdbcRepairLedger implements RepairLedger {

    private static final String IS_HELD = "i.state IN ('WAITING', 'QUARANTINED', 'UNKNOWN')";
    private static final String MESSAGES = """
            SELECT i.message_id, i.origin, i.sequence, i.subject, i.subject_sequence, i.type, i.schema_version,
                   i.created_at, i.received_at, i.state, i.attempts, i.error, i.requested_at,
                   COALESCE(s.applied_through, 0) + 1 AS turn, c.message_id IS NOT NULL AS corrected,
                   EXISTS (SELECT 1 FROM sync_inbox h WHERE h.origin = i.origin AND h.subject = i.subject
                             AND h.subject_sequence = COALESCE(s.applied_through, 0) + 1) AS turn_is_here
            FROM sync_inbox i
            LEFT JOIN sync_subject_in s ON s.peer = i.origin AND s.subject = i.subject
            LEFT JOIN sync_inbox_correction c ON c.message_id = i.message_id
            WHERE\s""";
    private static final String OF_PEER = " AND (:peer = '' OR origin = :peer)";
    private static final String FILES = "FROM sync_file_in WHERE complete = FALSE AND (:peer = '' OR peer = :peer)";

    private final JdbcClient jdbc;
    private final PayloadCipher cipher;

    JdbcRepairLedger(JdbcClient jdbc, PayloadCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    @Override
    public Page<HeldMessage> messages(Query query) {
        return new Page<>(
                rows(
                        query,
                        MESSAGES + IS_HELD + " AND (:peer = '' OR i.origin = :peer) "
                                + "ORDER BY i.received_at, i.origin, i.sequence",
                        JdbcRepairLedger::heldMessage),
                count(query, "FROM sync_inbox i WHERE " + IS_HELD + OF_PEER));
    }

    @Override
    public Page<HeldConflict> conflicts(Query query) {
        String undecided = "FROM sync_inbox_conflict WHERE decided_at IS NULL" + OF_PEER;
        return new Page<>(
                rows(query, "SELECT * " + undecided + " ORDER BY id", JdbcRepairLedger::heldConflict),
                count(query, undecided));
    }

    @Override
    public Page<HeldFile> files(Query query) {
        return new Page<>(
                rows(query, "SELECT * " + FILES + " ORDER BY created_at, peer, sha256", JdbcRepairLedger::heldFile),
                count(query, FILES));
    }

    private <T> List<T> rows(Query query, String sql, RowMapper<T> mapper) {
        return jdbc.sql(sql + " LIMIT :size OFFSET :offset")
                .param("peer", peer(query))
                .param("size", query.size())
                .param("offset", query.offset())
                .query(mapper)
                .list();
    }

    private long count(Query query, String from) {
        return jdbc.sql("SELECT COUNT(*) " + from)
                .param("peer", peer(query))
                .query(Long.class)
                .single();
    }

    private static String peer(Query query) {
        return query.peer() == null ? "" : query.peer().value();
    }

    @Override
    public Optional<HeldMessage> lock(MessageId id) {
        // The row first and by itself: the applier takes the same lock, and no other that this one could wait for.
        jdbc.sql("SELECT message_id FROM sync_inbox WHERE message_id = ? FOR UPDATE")
                .param(id.toString())
                .query(String.class)
                .optional();
        return jdbc.sql(MESSAGES + IS_HELD + " AND i.message_id = ?")
                .param(id.toString())
                .query(JdbcRepairLedger::heldMessage)
                .optional();
    }

    @Override
    public Optional<HeldConflict> lockConflict(long conflict) {
        return jdbc.sql("SELECT * FROM sync_inbox_conflict WHERE id = ? AND decided_at IS NULL FOR UPDATE")
                .param(conflict)
                .query(JdbcRepairLedger::heldConflict)
                .optional();
    }

    @Override
    public IncomingMessage content(MessageId id) {
        return jdbc.sql("SELECT i.*, c.payload AS corrected" + JdbcInboxLedger.WITH_CORRECTION
                        + " WHERE i.message_id = ?")
                .param(id.toString())
                .query((rs, row) -> JdbcInboxLedger.message(rs, cipher))
                .single();
    }

    @Override
    public IncomingMessage conflictContent(long conflict) {
        return jdbc.sql("SELECT * FROM sync_inbox_conflict WHERE id = ?")
                .param(conflict)
                .query((rs, row) -> new IncomingMessage(
                        MessageId.of(rs.getString("message_id")),
                        NodeId.of(rs.getString("origin")),
                        rs.getLong("sequence"),
                        rs.getString("subject"),
                        0,
                        rs.getString("type"),
                        rs.getInt("schema_version"),
                        SqlTimes.instant(rs, rs.getString("created_at") == null ? "received_at" : "created_at"),
                        SqlTimes.instant(rs, "received_at"),
                        new Lineage(0, null, rs.getString("chain")),
                        0,
                        cipher.open(rs.getBytes("payload"))))
                .single();
    }

    @Override
    public List<FileManifest> filesOf(MessageId id) {
        return jdbc.sql("SELECT files FROM sync_inbox WHERE message_id = ?")
                .param(id.toString())
                .query((rs, row) -> Manifests.fromJson(rs.getString("files")))
                .single();
    }

    @Override
    public List<FileManifest> filesOfConflict(long conflict) {
        return jdbc.sql("SELECT COALESCE(files, '[]') AS files FROM sync_inbox_conflict WHERE id = ?")
                .param(conflict)
                .query((rs, row) -> Manifests.fromJson(rs.getString("files")))
                .single();
    }

    @Override
    public void release(MessageId id) {
        jdbc.sql("""
                        UPDATE sync_inbox i SET state = 'WAITING', attempts = 0, not_before = NULL
                        WHERE message_id = ? AND\s""" + IS_HELD).param(id.toString()).update();
    }

    @Override
    public void correct(MessageId id, byte[] payload, Instant at) {
        jdbc.sql(
                        "REPLACE INTO sync_inbox_correction (message_id, payload, payload_sha256, corrected_at) VALUES (?, ?, ?, ?)")
                .params(id.toString(), cipher.seal(payload), Hashes.sha256Hex(payload), SqlTimes.toColumn(at))
                .update();
        release(id);
    }

    @Override
    public void discard(MessageId id) {
        jdbc.sql("""
                        INSERT INTO sync_subject_in (peer, subject, applied_through)
                        SELECT origin, subject, subject_sequence FROM sync_inbox WHERE message_id = :id
                        ON DUPLICATE KEY UPDATE applied_through = VALUES(applied_through)""").param("id", id.toString()).update();
        jdbc.sql(
                        "UPDATE sync_inbox SET state = 'DISCARDED', not_before = NULL, requested_at = NULL WHERE message_id = ?")
                .param(id.toString())
                .update();
    }

    @Override
    public boolean isItsTurn(MessageId id) {
        return jdbc.sql("""
                        SELECT i.subject_sequence = COALESCE(s.applied_through, 0) + 1 FROM sync_inbox i
                        LEFT JOIN sync_subject_in s ON s.peer = i.origin AND s.subject = i.subject
                        WHERE i.message_id = ?""").param(id.toString()).query(Boolean.class).single();
    }

    @Override
    public List<MessageId> heldAt(MessageId id, NodeId origin, long sequence) {
        return jdbc.sql("SELECT message_id FROM sync_inbox i WHERE " + IS_HELD
                        + " AND (message_id = :id OR (origin = :origin AND sequence = :sequence)) ORDER BY sequence")
                .param("id", id.toString())
                .param("origin", origin.value())
                .param("sequence", sequence)
                .query((rs, row) -> MessageId.of(rs.getString(1)))
                .list();
    }

    @Override
    public void request(MessageId id, Instant at) {
        jdbc.sql("UPDATE sync_inbox SET requested_at = ? WHERE message_id = ?")
                .params(SqlTimes.toColumn(at), id.toString())
                .update();
    }

    @Override
    public List<Long> requested(NodeId origin, int limit) {
        return jdbc.sql("SELECT sequence FROM sync_inbox i WHERE origin = :origin AND " + IS_HELD
                        + " AND requested_at IS NOT NULL ORDER BY sequence LIMIT :limit")
                .param("origin", origin.value())
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    @Override
    public void decide(long conflict, Decision decision, Instant at) {
        jdbc.sql("UPDATE sync_inbox_conflict SET decided_at = ?, decision = ? WHERE id = ?")
                .params(SqlTimes.toColumn(at), decision.name(), conflict)
                .update();
    }

    @Override
    public Optional<HeldFile> file(NodeId peer, String sha256) {
        return jdbc.sql("SELECT * FROM sync_file_in WHERE peer = ? AND sha256 = ? AND complete = FALSE")
                .params(peer.value(), sha256)
                .query(JdbcRepairLedger::heldFile)
                .optional();
    }

    @Override
    public void releaseFile(NodeId peer, String sha256) {
        jdbc.sql("UPDATE sync_file_in SET rounds = 0, aside_at = NULL WHERE peer = ? AND sha256 = ?")
                .params(peer.value(), sha256)
                .update();
    }

    @Override
    public List<OutgoingMessage> outgoing(NodeId destination, Collection<Long> sequences) {
        if (sequences.isEmpty()) {
            return List.of();
        }
        OutboxRows rows = new OutboxRows(jdbc, cipher);
        return jdbc.sql("SELECT * FROM sync_outbox WHERE peer = :peer AND sequence IN (:sequences) ORDER BY sequence")
                .param("peer", destination.value())
                .param("sequences", sequences)
                .query((rs, row) -> rows.message(rs))
                .list();
    }

    private static HeldMessage heldMessage(ResultSet rs, int row) throws SQLException {
        Standing standing = new Standing(
                State.valueOf(rs.getString("state")),
                rs.getLong("subject_sequence") == rs.getLong("turn"),
                rs.getBoolean("turn_is_here"),
                rs.getString("error") != null,
                rs.getString("requested_at") != null);
        return new HeldMessage(
                MessageId.of(rs.getString("message_id")),
                NodeId.of(rs.getString("origin")),
                rs.getLong("sequence"),
                rs.getString("subject"),
                rs.getLong("subject_sequence"),
                rs.getString("type"),
                rs.getInt("schema_version"),
                SqlTimes.instant(rs, "created_at"),
                SqlTimes.instant(rs, "received_at"),
                standing.why(),
                rs.getInt("attempts"),
                rs.getString("error"),
                rs.getBoolean("corrected"));
    }

    private static HeldConflict heldConflict(ResultSet rs, int row) throws SQLException {
        return new HeldConflict(
                rs.getLong("id"),
                MessageId.of(rs.getString("message_id")),
                NodeId.of(rs.getString("origin")),
                rs.getLong("sequence"),
                rs.getString("subject"),
                rs.getString("type"),
                rs.getInt("schema_version"),
                SqlTimes.instant(rs, "received_at"));
    }

    private static HeldFile heldFile(ResultSet rs, int row) throws SQLException {
        return new HeldFile(
                NodeId.of(rs.getString("peer")),
                rs.getString("sha256"),
                rs.getLong("size"),
                rs.getLong("received_bytes"),
                rs.getInt("rounds"),
                rs.getString("aside_at") != null,
                SqlTimes.instant(rs, "created_at"));
    }
}
