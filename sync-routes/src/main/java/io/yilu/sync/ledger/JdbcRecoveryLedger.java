package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.PayloadCipher;
import io.yilu.sync.engine.AwaitedFiles;
import io.yilu.sync.engine.HandBackMerge;
import io.yilu.sync.engine.HandBackMerge.Row;
import io.yilu.sync.engine.OutboxLedger;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.RecoveryLedger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The recovery tables. */
final class JdbcRecoveryLedger implements RecoveryLedger {

    private static final String EARLIER_WAITS = "EXISTS (SELECT 1 FROM sync_outbox e WHERE e.replay = TRUE "
            + "AND e.peer = o.peer AND e.subject = o.subject AND e.subject_sequence < o.subject_sequence)";
    private static final String REPLAYABLE = "SELECT o.* FROM sync_outbox o "
            + "LEFT JOIN sync_subject_in i ON i.peer = o.peer AND i.subject = o.subject "
            + "WHERE o.replay = TRUE AND o.peer = ? AND o.sequence > ? AND o.cause IS NULL "
            + "AND o.after_incoming <= COALESCE(i.applied_through, 0) AND NOT " + EARLIER_WAITS
            + " ORDER BY o.sequence LIMIT ?";
    private static final String STRANDED = "SELECT o.* FROM sync_outbox o "
            + "WHERE o.replay = TRUE AND o.peer = ? AND o.sequence > ? AND NOT " + EARLIER_WAITS
            + " AND NOT EXISTS (SELECT 1 FROM sync_inbox c WHERE c.message_id = o.cause"
            + " AND c.state IN ('WAITING', 'QUARANTINED', 'UNKNOWN'))"
            + " AND NOT EXISTS (SELECT 1 FROM sync_inbox i WHERE i.origin = o.peer AND i.subject = o.subject"
            + " AND i.subject_sequence <= o.after_incoming AND i.state IN ('WAITING', 'QUARANTINED', 'UNKNOWN'))"
            + " ORDER BY o.sequence LIMIT ?";
    /** By the first that waits of each subject: what its cause waits for, or else what its own subject waits for. */
    private static final String BEHIND_HELD = """
            SELECT DISTINCT o.subject FROM sync_outbox o
            LEFT JOIN sync_inbox c ON c.message_id = o.cause AND c.state IN ('WAITING', 'QUARANTINED', 'UNKNOWN')
            LEFT JOIN sync_subject_in s
              ON s.peer = COALESCE(c.origin, o.peer) AND s.subject = COALESCE(c.subject, o.subject)
            JOIN sync_inbox i ON i.origin = COALESCE(c.origin, o.peer) AND i.subject = COALESCE(c.subject, o.subject)
             AND i.subject_sequence = COALESCE(s.applied_through, 0) + 1 AND i.state IN ('QUARANTINED', 'UNKNOWN')
            WHERE o.replay = TRUE AND o.peer = ? AND NOT\s""" + EARLIER_WAITS;

    private static final String CLOSED = """
            SELECT DISTINCT o.peer, o.subject FROM sync_outbox o
            WHERE o.replay = TRUE AND NOT EXISTS (SELECT 1 FROM sync_recovery r WHERE r.peer = o.peer)""";
    private static final String BEFORE = "SELECT COUNT(*) FROM sync_outbox WHERE replay = TRUE AND peer = ? "
            + "AND subject = ? AND after_incoming < ?";

    private final JdbcClient jdbc;
    private final OutboxLedger outbox;
    private final OutboxRows rows;
    private final OutboxMerge merge;
    private final AwaitedFiles files;
    private final ReadOnce<Standings> standings;

    JdbcRecoveryLedger(
            NodeId self,
            JdbcClient jdbc,
            PayloadCipher cipher,
            OutboxLedger outbox,
            Consumer<Runnable> afterCompletion) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.rows = new OutboxRows(jdbc, cipher);
        this.merge = new OutboxMerge(self, jdbc, rows);
        this.files = new JdbcAwaitedFiles(jdbc, afterCompletion);
        this.standings = new ReadOnce<>(this::readStandings, afterCompletion);
    }

    @Override
    public Phase phase(NodeId peer) {
        return standings.get().phases.getOrDefault(peer, Phase.NONE);
    }

    @Override
    public List<NodeId> open() {
        return List.copyOf(standings.get().phases.keySet());
    }

    @Override
    public boolean isWhole() {
        Standings now = standings.get();
        return now.phases.isEmpty() && now.closed.isEmpty();
    }

    @Override
    public Set<String> closed(NodeId peer) {
        return standings.get().closed.getOrDefault(peer, Set.of());
    }

    private Standings readStandings() {
        Map<NodeId, Phase> phases = new TreeMap<>();
        jdbc.sql("SELECT peer, phase FROM sync_recovery").query(rs -> {
            phases.put(NodeId.of(rs.getString(1)), Phase.valueOf(rs.getString(2)));
        });
        Map<NodeId, Set<String>> closed = new TreeMap<>();
        jdbc.sql(CLOSED).query(rs -> {
            closed.computeIfAbsent(NodeId.of(rs.getString(1)), peer -> new TreeSet<>())
                    .add(rs.getString(2));
        });
        return new Standings(phases, closed);
    }

    @Override
    public void begin(NodeId peer) {
        if (phase(peer) == Phase.FETCHING) {
            return;
        }
        clearStage(peer);
        save(peer, Phase.FETCHING, outbox.receiptedThrough(peer));
    }

    private void save(NodeId peer, Phase phase, long mark) {
        jdbc.sql("REPLACE INTO sync_recovery (peer, phase, mark) VALUES (?, ?, ?)")
                .params(peer.value(), phase.name(), mark)
                .update();
        standings.changed();
    }

    private void clearStage(NodeId peer) {
        jdbc.sql("DELETE FROM sync_hand_back WHERE peer = ?")
                .param(peer.value())
                .update();
    }

    @Override
    public long fetchedThrough(NodeId peer) {
        return jdbc.sql("SELECT COALESCE((SELECT MAX(sequence) FROM sync_hand_back WHERE peer = :peer), "
                        + "(SELECT mark FROM sync_recovery WHERE peer = :peer), 0)")
                .param("peer", peer.value())
                .query(Long.class)
                .single();
    }

    @Override
    public void stage(NodeId peer, List<OutgoingMessage> messages) {
        messages.forEach(rows::stage);
    }

    @Override
    public long merge(NodeId peer, Instant at) {
        // Whoever appends meanwhile waits for this row.
        jdbc.sql("""
                        INSERT INTO sync_stream_out (peer, last_sequence, receipted_through, chain) VALUES (?, 0, 0, ?)
                        ON DUPLICATE KEY UPDATE last_sequence = last_sequence""").params(peer.value(), Lineage.GENESIS).update();
        long mark = jdbc.sql("SELECT mark FROM sync_recovery WHERE peer = ?")
                .param(peer.value())
                .query(Long.class)
                .single();
        Collection<Row> local = merge.places("sync_outbox", peer, mark);
        Collection<Row> staged = merge.places("sync_hand_back", peer, mark);
        HandBackMerge.Plan plan =
                new HandBackMerge(mark, local, staged).plan(subject -> merge.lastTurn(peer, subject, mark));
        merge.carryOut(peer, plan, outbox, at);
        clearStage(peer);
        save(peer, Phase.REPLAYING, mark);
        return plan.holes().size();
    }

    @Override
    public List<OutgoingMessage> replayable(NodeId peer, long after, int limit) {
        return waiting(REPLAYABLE, peer, after, limit);
    }

    @Override
    public List<OutgoingMessage> stranded(NodeId peer, long after, int limit) {
        return waiting(STRANDED, peer, after, limit);
    }

    private List<OutgoingMessage> waiting(String which, NodeId peer, long after, int limit) {
        return jdbc.sql(which)
                .params(peer.value(), after, limit)
                .query((rs, row) -> rows.message(rs))
                .list();
    }

    @Override
    public void replayed(OutgoingMessage message) {
        jdbc.sql("UPDATE sync_outbox SET replay = FALSE WHERE peer = ? AND sequence = ?")
                .params(message.destination().value(), message.sequence())
                .update();
        if (phase(message.destination()) == Phase.NONE) {
            standings.changed();
        }
    }

    @Override
    public long waiting(NodeId peer) {
        return jdbc.sql("SELECT COUNT(*) FROM sync_outbox WHERE replay = TRUE AND peer = ?")
                .param(peer.value())
                .query(Long.class)
                .single();
    }

    @Override
    public long waitingSubjects(NodeId peer) {
        return jdbc.sql("SELECT COUNT(DISTINCT subject) FROM sync_outbox WHERE replay = TRUE AND peer = ?")
                .param(peer.value())
                .query(Long.class)
                .single();
    }

    @Override
    public Set<String> behindHeld(NodeId peer) {
        return Set.copyOf(
                jdbc.sql(BEHIND_HELD).param(peer.value()).query(String.class).list());
    }

    @Override
    public boolean mustReplayBefore(NodeId peer, String subject, long subjectSequence) {
        return jdbc.sql(BEFORE)
                        .params(peer.value(), subject, subjectSequence)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public Optional<OutgoingMessage> writtenBy(NodeId destination, String subject, MessageId cause) {
        return jdbc.sql("SELECT * FROM sync_outbox WHERE replay = TRUE AND peer = ? AND subject = ? AND cause = ? "
                        + "ORDER BY subject_sequence LIMIT 1")
                .params(destination.value(), subject, cause.toString())
                .query((rs, row) -> rows.message(rs))
                .optional();
    }

    @Override
    public List<OutgoingMessage> writtenBy(MessageId cause) {
        return jdbc.sql("SELECT * FROM sync_outbox WHERE replay = TRUE AND cause = ? ORDER BY sequence")
                .param(cause.toString())
                .query((rs, row) -> rows.message(rs))
                .list();
    }

    @Override
    public void end(NodeId peer) {
        jdbc.sql("DELETE FROM sync_recovery WHERE peer = ?").param(peer.value()).update();
        standings.changed();
    }

    @Override
    public void abandon(NodeId peer) {
        jdbc.sql("UPDATE sync_outbox SET replay = FALSE WHERE replay = TRUE AND peer = ?")
                .param(peer.value())
                .update();
        standings.changed();
    }

    @Override
    public AwaitedFiles files() {
        return files;
    }

    private record Standings(Map<NodeId, Phase> phases, Map<NodeId, Set<String>> closed) {}
}
