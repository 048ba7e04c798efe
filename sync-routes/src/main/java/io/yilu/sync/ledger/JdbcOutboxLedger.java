package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Deliveries.Delivery;
import io.yilu.sync.Deliveries.State;
import io.yilu.sync.PayloadCipher;
import io.yilu.sync.engine.Frame.Waiting;
import io.yilu.sync.engine.OutboxLedger;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.Receipt;
import io.yilu.sync.engine.StreamChain;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox tables. */
final class JdbcOutboxLedger implements OutboxLedger {

    private static final String NEXT_IN_STREAM = """
            INSERT INTO sync_stream_out (peer, last_sequence, receipted_through, chain) VALUES (?, 1, 0, ?)
            ON DUPLICATE KEY UPDATE last_sequence = last_sequence + 1""";
    private static final String NEXT_IN_SUBJECT = """
            INSERT INTO sync_subject_out (peer, subject, last_sequence) VALUES (?, ?, 1)
            ON DUPLICATE KEY UPDATE last_sequence = last_sequence + 1""";
    private static final String PLACE = """
            SELECT st.last_sequence, su.last_sequence AS subject_sequence, COALESCE(i.applied_through, 0) AS after_incoming,
                   st.chain
            FROM sync_stream_out st
            JOIN sync_subject_out su ON su.peer = st.peer AND su.subject = :subject
            LEFT JOIN sync_subject_in i ON i.peer = st.peer AND i.subject = su.subject
            WHERE st.peer = :peer""";
    private static final String UNRECEIPTED = """
            SELECT * FROM sync_outbox WHERE peer = ? AND receipted_at IS NULL AND sequence > ?
            ORDER BY sequence LIMIT ?""";
    private static final String UNRECEIPTED_OF_LANE = """
            SELECT * FROM sync_outbox WHERE peer = ? AND receipted_at IS NULL AND sequence > ? AND lane = ?
            ORDER BY sequence LIMIT ?""";
    private static final String WAITING = """
            SELECT (SELECT COUNT(*) FROM sync_outbox WHERE peer = :peer AND receipted_at IS NULL) AS messages,
                   (SELECT COUNT(*) FROM
                      (SELECT subject FROM sync_outbox WHERE peer = :peer AND receipted_at IS NULL
                       UNION SELECT subject FROM sync_file_out WHERE peer = :peer AND complete = FALSE) s) AS subjects,
                   (SELECT COALESCE(SUM(payload_size), 0) FROM sync_outbox
                      WHERE peer = :peer AND receipted_at IS NULL)
                   + (SELECT COALESCE(SUM(f.size - f.receipted_bytes), 0) FROM
                      (SELECT sha256, MAX(size) AS size, MAX(receipted_bytes) AS receipted_bytes FROM sync_file_out
                         WHERE peer = :peer AND complete = FALSE GROUP BY sha256) f) AS bytes,
                   (SELECT MIN(created_at) FROM
                      (SELECT created_at FROM sync_outbox WHERE peer = :peer AND receipted_at IS NULL
                       UNION ALL SELECT created_at FROM sync_file_out WHERE peer = :peer AND complete = FALSE) c) AS oldest""";
    private static final String DELIVERIES = """
            SELECT o.subject,
                   SUM(o.held) AS held,
                   SUM(o.receipted_at IS NULL) AS unreceipted,
                   SUM(o.receipted_at IS NULL AND o.sent_at IS NULL) AS unsent,
                   MAX(o.receipted_at) AS receipted_at,
                   (SELECT COALESCE(SUM(f.size - f.receipted_bytes), 0) FROM sync_file_out f
                      WHERE f.subject = o.subject AND f.complete = FALSE) AS bytes,
                   (SELECT COUNT(*) FROM sync_file_out f WHERE f.subject = o.subject AND f.complete = FALSE) AS files
            FROM sync_outbox o WHERE o.subject IN (:subjects) GROUP BY o.subject""";

    private final NodeId self;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final OutboxRows rows;

    JdbcOutboxLedger(NodeId self, JdbcClient jdbc, TransactionTemplate transactions, PayloadCipher cipher) {
        this.self = self;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.rows = new OutboxRows(jdbc, cipher);
    }

    @Override
    public OutgoingMessage append(OutgoingMessage.Draft draft) {
        String peer = draft.destination().value();
        jdbc.sql(NEXT_IN_STREAM).params(peer, Lineage.GENESIS).update();
        jdbc.sql(NEXT_IN_SUBJECT).params(peer, draft.subject()).update();
        StreamChain.Place place = jdbc.sql(PLACE)
                .param("peer", peer)
                .param("subject", draft.subject())
                .query((rs, row) -> new StreamChain.Place(
                        rs.getLong("last_sequence"),
                        rs.getLong("subject_sequence"),
                        rs.getLong("after_incoming"),
                        rs.getString("chain")))
                .single();
        OutgoingMessage message = place.put(draft, self);
        rows.insert(message);
        jdbc.sql("UPDATE sync_stream_out SET chain = ? WHERE peer = ?")
                .params(message.lineage().chain(), peer)
                .update();
        return message;
    }

    @Override
    public long lastSequence(NodeId destination) {
        return jdbc.sql("SELECT last_sequence FROM sync_stream_out WHERE peer = ?")
                .param(destination.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public Optional<String> chainAt(NodeId destination, long sequence) {
        return jdbc.sql("SELECT chain FROM sync_outbox WHERE peer = ? AND sequence = ?")
                .params(destination.value(), sequence)
                .query(String.class)
                .optional();
    }

    @Override
    public long reopen(NodeId destination, Receipt held) {
        return Objects.requireNonNull(transactions.execute(status -> reopenInTransaction(destination, held)));
    }

    private long reopenInTransaction(NodeId destination, Receipt held) {
        List<Long> beyond = new ArrayList<>(held.beyond());
        beyond.add(-1L); // an empty IN () is no SQL
        String lost = "peer = :peer AND sequence > :through AND sequence NOT IN (:beyond) AND receipted_at IS NOT NULL";
        List<String> subjects = jdbc.sql("SELECT DISTINCT subject FROM sync_outbox WHERE " + lost)
                .param("peer", destination.value())
                .param("through", held.committedThrough())
                .param("beyond", beyond)
                .query(String.class)
                .list();
        if (subjects.isEmpty()) {
            return 0;
        }
        jdbc.sql(
                        "UPDATE sync_file_out SET complete = FALSE, receipted_bytes = 0 WHERE peer = :peer AND subject IN (:subjects)")
                .param("peer", destination.value())
                .param("subjects", subjects)
                .update();
        jdbc.sql("UPDATE sync_stream_out SET receipted_through = LEAST(receipted_through, :through) WHERE peer = :peer")
                .param("peer", destination.value())
                .param("through", held.committedThrough())
                .update();
        return jdbc.sql("UPDATE sync_outbox SET receipted_at = NULL, held = FALSE WHERE " + lost)
                .param("peer", destination.value())
                .param("through", held.committedThrough())
                .param("beyond", beyond)
                .update();
    }

    @Override
    public List<OutgoingMessage> unreceipted(NodeId destination, long afterSequence, int limit) {
        return jdbc.sql(UNRECEIPTED)
                .params(destination.value(), afterSequence, limit)
                .query((rs, row) -> rows.message(rs))
                .list();
    }

    @Override
    public List<OutgoingMessage> unreceipted(NodeId destination, Lane lane, long afterSequence, int limit) {
        return jdbc.sql(UNRECEIPTED_OF_LANE)
                .params(destination.value(), afterSequence, lane.name(), limit)
                .query((rs, row) -> rows.message(rs))
                .list();
    }

    @Override
    public void markSent(NodeId destination, List<Long> sequences, Instant at) {
        jdbc.sql("""
                        UPDATE sync_outbox SET sent_at = :at, sends = sends + 1
                        WHERE peer = :peer AND sequence IN (:sequences)""")
                .param("at", SqlTimes.toColumn(at))
                .param("peer", destination.value())
                .param("sequences", sequences)
                .update();
    }

    @Override
    public Set<String> receipted(NodeId destination, Receipt receipt, Instant at) {
        return Objects.requireNonNull(transactions.execute(status -> receiptedInTransaction(destination, receipt, at)));
    }

    private Set<String> receiptedInTransaction(NodeId destination, Receipt receipt, Instant at) {
        String peer = destination.value();
        List<Long> exceptions = new ArrayList<>(receipt.beyond());
        exceptions.add(-1L); // an empty IN () is no SQL
        List<Long> held = new ArrayList<>(receipt.held());
        held.add(-1L);
        List<String> arrived = jdbc.sql("""
                        SELECT subject FROM sync_outbox WHERE peer = :peer AND receipted_at IS NULL
                        AND sent_at IS NOT NULL AND (sequence <= :through OR sequence IN (:beyond))""")
                .param("peer", peer)
                .param("through", receipt.committedThrough())
                .param("beyond", exceptions)
                .query(String.class)
                .list();
        Set<String> moved = new HashSet<>(arrived);
        if (!arrived.isEmpty()) {
            // First: whoever appends meanwhile holds this row and then wants the others.
            advance(peer, receipt.committedThrough());
            jdbc.sql("""
                            UPDATE sync_outbox SET receipted_at = :at WHERE peer = :peer AND receipted_at IS NULL
                            AND sent_at IS NOT NULL AND (sequence <= :through OR sequence IN (:beyond))""")
                    .param("at", SqlTimes.toColumn(at))
                    .param("peer", peer)
                    .param("through", receipt.committedThrough())
                    .param("beyond", exceptions)
                    .update();
        }
        moved.addAll(noteHeld(peer, held));
        return moved;
    }

    /** Only as far as everything is receipted: what lies before the mark is never sent again. */
    private void advance(String peer, long committed) {
        jdbc.sql("""
                        UPDATE sync_stream_out SET receipted_through = GREATEST(receipted_through,
                        LEAST(last_sequence, :through, COALESCE((SELECT MIN(sequence) - 1 FROM sync_outbox
                        WHERE peer = :peer AND receipted_at IS NULL AND sent_at IS NULL AND sequence <= :through),
                        last_sequence))) WHERE peer = :peer""").param("through", committed).param("peer", peer).update();
    }

    private List<String> noteHeld(String peer, List<Long> held) {
        String changed = "peer = :peer AND ((held = TRUE AND sequence NOT IN (:held)) "
                + "OR (held = FALSE AND sequence IN (:held)))";
        List<String> subjects = jdbc.sql("SELECT subject FROM sync_outbox WHERE " + changed)
                .param("peer", peer)
                .param("held", held)
                .query(String.class)
                .list();
        if (!subjects.isEmpty()) {
            jdbc.sql("UPDATE sync_outbox SET held = NOT held WHERE " + changed)
                    .param("peer", peer)
                    .param("held", held)
                    .update();
        }
        return subjects;
    }

    @Override
    public long receiptedThrough(NodeId destination) {
        return jdbc.sql("SELECT receipted_through FROM sync_stream_out WHERE peer = ?")
                .param(destination.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public Waiting waiting(NodeId destination) {
        return jdbc.sql(WAITING)
                .param("peer", destination.value())
                .query((rs, row) -> new Waiting(
                        rs.getLong("messages"),
                        rs.getLong("subjects"),
                        rs.getLong("bytes"),
                        SqlTimes.nullableInstant(rs, "oldest")))
                .single();
    }

    @Override
    public Map<String, Delivery> deliveries(Collection<String> subjects) {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(DELIVERIES)
                .param("subjects", Set.copyOf(subjects))
                .query((rs, row) -> delivery(rs))
                .list()
                .stream()
                .collect(Collectors.toMap(Delivery::subject, Function.identity()));
    }

    private static Delivery delivery(ResultSet rs) throws SQLException {
        State state;
        if (rs.getLong("held") > 0) {
            state = State.HELD;
        } else if (rs.getLong("unsent") > 0) {
            state = State.STORED;
        } else if (rs.getLong("unreceipted") > 0) {
            state = State.SENT;
        } else {
            state = rs.getLong("files") > 0 ? State.RECEIVED : State.COMPLETE;
        }
        return new Delivery(
                rs.getString("subject"), state, rs.getLong("bytes"), SqlTimes.nullableInstant(rs, "receipted_at"));
    }
}
