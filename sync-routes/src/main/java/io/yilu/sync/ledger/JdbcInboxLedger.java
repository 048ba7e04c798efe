package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.PayloadCipher;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.Hashes;
import io.yilu.sync.engine.InboxLedger;
import io.yilu.sync.engine.IncomingMessage;
import io.yilu.sync.engine.Receipt;
import io.yilu.sync.engine.StreamChain;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox tables. */
final class JdbcInboxLedger implements InboxLedger {

    private static final String KNOWN =
            "SELECT digest FROM sync_inbox WHERE message_id = :id OR (origin = :origin AND sequence = :sequence)";
    private static final String INSERT = """
            INSERT INTO sync_inbox (message_id, origin, sequence, subject, subject_sequence, type, schema_version,
                                    created_at, received_at, state, attempts, after_incoming, cause, chain, mark, digest,
                                    files, payload, payload_sha256)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', 1, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String INSERT_CONFLICT = """
            INSERT IGNORE INTO sync_inbox_conflict
                (message_id, origin, sequence, subject, type, schema_version, chain, created_at, received_at, files,
                 payload, payload_sha256)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String DUE = "i.origin = :origin AND i.state = 'WAITING' "
            + "AND i.subject_sequence = COALESCE(s.applied_through, 0) + 1 "
            + "AND (i.not_before IS NULL OR i.not_before <= :now OR i.not_before > :clockWasSetBack)";
    private static final String OF_SUBJECT =
            " LEFT JOIN sync_subject_in s ON s.peer = i.origin AND s.subject = i.subject WHERE ";
    static final String WITH_CORRECTION =
            " FROM sync_inbox i LEFT JOIN sync_inbox_correction c ON c.message_id = i.message_id";
    private static final String CAME_AGAIN = """
            UPDATE sync_inbox SET payload = :payload, requested_at = NULL, state = 'WAITING', attempts = 0, not_before = NULL
            WHERE message_id = :id AND requested_at IS NOT NULL AND state IN ('WAITING', 'QUARANTINED', 'UNKNOWN')""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final PayloadCipher cipher;
    private final JdbcInboxStream stream;
    private final JdbcInboxHistory history;

    JdbcInboxLedger(NodeId self, JdbcClient jdbc, TransactionTemplate transactions, PayloadCipher cipher) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.cipher = cipher;
        this.stream = new JdbcInboxStream(jdbc);
        this.history = new JdbcInboxHistory(self, jdbc, cipher);
    }

    @Override
    public Arrival store(Envelope envelope, Instant receivedAt) {
        return Objects.requireNonNull(transactions.execute(status -> storeInTransaction(envelope, receivedAt)));
    }

    private Arrival storeInTransaction(Envelope envelope, Instant receivedAt) {
        byte[] payload = FrameCodec.bytes(envelope.payload());
        String hash = Hashes.sha256Hex(payload);
        String digest = StreamChain.digest(envelope, payload);
        List<String> known = jdbc.sql(KNOWN)
                .param("id", envelope.id().toString())
                .param("origin", envelope.origin().value())
                .param("sequence", envelope.sequence())
                .query(String.class)
                .list();
        if (!known.isEmpty()) {
            boolean same = known.stream().allMatch(digest::equals);
            if (!same) {
                storeConflict(envelope, receivedAt, payload, hash);
            }
            return same ? cameAgain(envelope, payload) : Arrival.CONFLICT;
        }
        Lineage lineage = envelope.lineage();
        jdbc.sql(INSERT)
                .param(envelope.id().toString())
                .param(envelope.origin().value())
                .param(envelope.sequence())
                .param(envelope.subject())
                .param(envelope.subjectSequence())
                .param(envelope.type())
                .param(envelope.schemaVersion())
                .param(SqlTimes.toColumn(envelope.createdAt()))
                .param(SqlTimes.toColumn(receivedAt))
                .param(lineage.after())
                .param(OutboxRows.text(lineage.cause()))
                .param(lineage.chain())
                .param(lineage.mark())
                .param(digest)
                .param(Manifests.toJson(envelope.files()))
                .param(cipher.seal(payload))
                .param(hash)
                .update();
        return Arrival.STORED;
    }

    /** A duplicate is a no-op, unless a person asked for it because the stored bytes cannot be used. */
    private Arrival cameAgain(Envelope envelope, byte[] payload) {
        int taken = jdbc.sql(CAME_AGAIN)
                .param("payload", cipher.seal(payload))
                .param("id", envelope.id().toString())
                .update();
        return taken == 1 ? Arrival.STORED : Arrival.DUPLICATE;
    }

    private void storeConflict(Envelope envelope, Instant receivedAt, byte[] payload, String hash) {
        jdbc.sql(INSERT_CONFLICT)
                .params(
                        envelope.id().toString(),
                        envelope.origin().value(),
                        envelope.sequence(),
                        envelope.subject(),
                        envelope.type(),
                        envelope.schemaVersion(),
                        envelope.lineage().chain(),
                        SqlTimes.toColumn(envelope.createdAt()),
                        SqlTimes.toColumn(receivedAt),
                        Manifests.toJson(envelope.files()),
                        cipher.seal(payload),
                        hash)
                .update();
    }

    @Override
    public Optional<IncomingMessage> next(NodeId origin, String subject, Instant now) {
        return jdbc.sql("SELECT i.*, c.payload AS corrected" + WITH_CORRECTION + OF_SUBJECT + DUE
                        + " AND i.subject = :subject LIMIT 1")
                .param("origin", origin.value())
                .param("now", SqlTimes.toColumn(now))
                .param("clockWasSetBack", SqlTimes.toColumn(now.plus(InboxLedger.LONGEST_PAUSE)))
                .param("subject", subject)
                .query((rs, row) -> message(rs, cipher))
                .optional();
    }

    @Override
    public List<String> unfinishedSubjects(NodeId origin, Instant now, String after, int limit) {
        return jdbc.sql("SELECT DISTINCT i.subject FROM sync_inbox i" + OF_SUBJECT + DUE
                        + " AND i.subject > :after ORDER BY i.subject LIMIT :limit")
                .param("after", after)
                .param("origin", origin.value())
                .param("now", SqlTimes.toColumn(now))
                .param("clockWasSetBack", SqlTimes.toColumn(now.plus(InboxLedger.LONGEST_PAUSE)))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    @Override
    public void countAttempt(IncomingMessage message) {
        jdbc.sql("UPDATE sync_inbox SET attempts = attempts + 1 WHERE message_id = ?")
                .param(message.id().toString())
                .update();
    }

    @Override
    public void markApplied(IncomingMessage message, Instant at) {
        int marked = jdbc.sql("""
                        UPDATE sync_inbox SET state = 'APPLIED', applied_at = :at, error = NULL
                        WHERE message_id = :id AND state = 'WAITING'""")
                .param("at", SqlTimes.toColumn(at))
                .param("id", message.id().toString())
                .update();
        if (marked != 1) {
            throw new IllegalStateException("Message " + message.id() + " was applied by another.");
        }
        jdbc.sql("""
                        INSERT INTO sync_subject_in (peer, subject, applied_through) VALUES (:peer, :subject, :through)
                        ON DUPLICATE KEY UPDATE applied_through = :through""")
                .param("peer", message.origin().value())
                .param("subject", message.subject())
                .param("through", message.subjectSequence())
                .update();
    }

    @Override
    public void retryLater(IncomingMessage message, String error, Instant notBefore) {
        jdbc.sql("""
                        UPDATE sync_inbox SET attempts = attempts - 1, error = :error, not_before = :notBefore
                        WHERE message_id = :id AND state = 'WAITING'""")
                .param("error", error)
                .param("notBefore", SqlTimes.toColumn(notBefore))
                .param("id", message.id().toString())
                .update();
    }

    @Override
    public void quarantine(IncomingMessage message, State as, String error) {
        jdbc.sql("UPDATE sync_inbox SET state = :state, error = :error WHERE message_id = :id AND state = 'WAITING'")
                .param("state", as.name())
                .param("error", error)
                .param("id", message.id().toString())
                .update();
    }

    @Override
    public boolean quarantineUnread(NodeId origin, String subject, String error) {
        return jdbc.sql("""
                        UPDATE sync_inbox i LEFT JOIN sync_subject_in s ON s.peer = i.origin AND s.subject = i.subject
                        SET i.state = 'QUARANTINED', i.error = :error
                        WHERE i.origin = :origin AND i.subject = :subject AND i.state = 'WAITING'
                          AND i.subject_sequence = COALESCE(s.applied_through, 0) + 1""")
                        .param("error", error)
                        .param("origin", origin.value())
                        .param("subject", subject)
                        .update()
                > 0;
    }

    @Override
    public void releaseUnknown(NodeId origin, Map<String, Integer> known) {
        known.forEach((type, newest) -> jdbc.sql("""
                        UPDATE sync_inbox SET state = 'WAITING', attempts = 0
                        WHERE origin = :origin AND state = 'UNKNOWN' AND type = :type AND schema_version <= :newest""")
                .param("origin", origin.value())
                .param("type", type)
                .param("newest", newest)
                .update());
    }

    @Override
    public List<Long> advance(NodeId origin) {
        return stream.advance(origin);
    }

    @Override
    public Receipt receipt(NodeId origin) {
        return stream.receipt(origin);
    }

    @Override
    public long heldMessages(NodeId origin) {
        return stream.heldMessages(origin);
    }

    @Override
    public List<Envelope> history(NodeId origin, long after, int limit) {
        return history.of(origin, after, limit);
    }

    /** With what a person corrected in it, if that is so. */
    static IncomingMessage message(ResultSet rs, PayloadCipher cipher) throws SQLException {
        byte[] corrected = rs.getBytes("corrected");
        return new IncomingMessage(
                MessageId.of(rs.getString("message_id")),
                NodeId.of(rs.getString("origin")),
                rs.getLong("sequence"),
                rs.getString("subject"),
                rs.getLong("subject_sequence"),
                rs.getString("type"),
                rs.getInt("schema_version"),
                SqlTimes.instant(rs, "created_at"),
                SqlTimes.instant(rs, "received_at"),
                OutboxRows.lineage(rs),
                rs.getInt("attempts"),
                cipher.open(corrected == null ? rs.getBytes("payload") : corrected));
    }
}
