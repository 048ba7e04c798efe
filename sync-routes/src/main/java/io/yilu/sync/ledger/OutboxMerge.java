package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.HandBackMerge;
import io.yilu.sync.engine.HandBackMerge.Hole;
import io.yilu.sync.engine.HandBackMerge.Row;
import io.yilu.sync.engine.LostMessage;
import io.yilu.sync.engine.OutboxLedger;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.StreamChain;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Carries out on the tables what {@link HandBackMerge} decided. */
record OutboxMerge(NodeId self, JdbcClient jdbc, OutboxRows rows) {

    /** Places beyond the mark, without their content. */
    List<Row> places(String table, NodeId peer, long mark) {
        return jdbc.sql("SELECT sequence, message_id, subject, subject_sequence FROM " + table
                        + " WHERE peer = ? AND sequence > ? ORDER BY sequence")
                .params(peer.value(), mark)
                .query((rs, row) -> new Row(
                        rs.getLong("sequence"),
                        MessageId.of(rs.getString("message_id")),
                        rs.getString("subject"),
                        rs.getLong("subject_sequence")))
                .list();
    }

    long lastTurn(NodeId peer, String subject, long mark) {
        return jdbc.sql("SELECT COALESCE(MAX(subject_sequence), 0) FROM sync_outbox "
                        + "WHERE peer = ? AND subject = ? AND sequence <= ?")
                .params(peer.value(), subject, mark)
                .query(Long.class)
                .single();
    }

    void carryOut(NodeId peer, HandBackMerge.Plan plan, OutboxLedger outbox, Instant at) {
        List<OutgoingMessage> moved =
                plan.moved().stream().map(sequence -> read(peer, sequence)).toList();
        plan.moved().forEach(sequence -> delete(peer, sequence));
        plan.dropped().forEach(sequence -> delete(peer, sequence));
        plan.same()
                .forEach(sequence -> jdbc.sql("UPDATE sync_outbox SET receipted_at = COALESCE(receipted_at, :at), "
                                + "sent_at = COALESCE(sent_at, :at) WHERE peer = :peer AND sequence = :sequence")
                        .param("at", SqlTimes.toColumn(at))
                        .param("peer", peer.value())
                        .param("sequence", sequence)
                        .update());
        plan.inserted().forEach(sequence -> insertStaged(peer, sequence, at));
        plan.holes().forEach(hole -> fill(peer, hole, at));
        recount(peer);
        moved.forEach(message -> outbox.append(new OutgoingMessage.Draft(
                message.id(),
                peer,
                message.subject(),
                message.type(),
                message.schemaVersion(),
                message.lane(),
                message.createdAt(),
                message.lineage().cause(),
                message.files(),
                message.payload())));
    }

    private OutgoingMessage read(NodeId peer, long sequence) {
        return jdbc.sql("SELECT * FROM sync_outbox WHERE peer = ? AND sequence = ?")
                .params(peer.value(), sequence)
                .query((rs, row) -> rows.message(rs))
                .single();
    }

    private void delete(NodeId peer, long sequence) {
        jdbc.sql("DELETE FROM sync_outbox WHERE peer = ? AND sequence = ?")
                .params(peer.value(), sequence)
                .update();
    }

    private void insertStaged(NodeId peer, long sequence, Instant at) {
        jdbc.sql("INSERT INTO sync_outbox (" + OutboxRows.COLUMNS + ", sent_at, receipted_at, replay) SELECT "
                        + OutboxRows.COLUMNS
                        + ", :at, :at, TRUE FROM sync_hand_back WHERE peer = :peer AND sequence = :sequence")
                .param("at", SqlTimes.toColumn(at))
                .param("peer", peer.value())
                .param("sequence", sequence)
                .update();
    }

    private void fill(NodeId peer, Hole hole, Instant at) {
        String before = jdbc.sql("SELECT chain FROM sync_outbox WHERE peer = ? AND sequence = ?")
                .params(peer.value(), hole.sequence() - 1)
                .query(String.class)
                .optional()
                .orElse(Lineage.GENESIS);
        StreamChain.Place place = new StreamChain.Place(hole.sequence(), hole.subjectSequence(), 0, before);
        rows.insert(place.put(LostMessage.draft(peer, hole.subject(), place, at), self));
    }

    /** Brings the counters to where the rows are. */
    private void recount(NodeId peer) {
        jdbc.sql("""
                        INSERT INTO sync_stream_out (peer, last_sequence, receipted_through, chain)
                        SELECT peer, sequence, 0, chain FROM sync_outbox WHERE peer = :peer ORDER BY sequence DESC LIMIT 1
                        ON DUPLICATE KEY UPDATE last_sequence = VALUES(last_sequence), chain = VALUES(chain)""").param("peer", peer.value()).update();
        // Also of a subject whose rows all move: its first turn is free again, and would never come otherwise.
        jdbc.sql("DELETE FROM sync_subject_out WHERE peer = ?")
                .param(peer.value())
                .update();
        jdbc.sql("""
                        INSERT INTO sync_subject_out (peer, subject, last_sequence)
                        SELECT peer, subject, MAX(subject_sequence) FROM sync_outbox WHERE peer = :peer
                        GROUP BY peer, subject""").param("peer", peer.value()).update();
    }
}
