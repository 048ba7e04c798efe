package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Receipt;
import io.yilu.sync.engine.StreamWalk;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the streams of the peers have come: their marks, their chains, and what a receipt says of them. */
record JdbcInboxStream(JdbcClient jdbc) {

    private static final String AFTER_THE_MARK = """
            SELECT sequence FROM sync_inbox WHERE origin = :origin AND sequence > :mark
            UNION SELECT sequence FROM sync_inbox_conflict WHERE origin = :origin AND sequence > :mark
            ORDER BY sequence LIMIT :most""";
    private static final String LINKS_AFTER_THE_MARK = """
            SELECT sequence, digest, chain, type FROM sync_inbox WHERE origin = :origin AND sequence > :mark
            UNION SELECT c.sequence, NULL, c.chain, c.type FROM sync_inbox_conflict c
                WHERE c.origin = :origin AND c.sequence > :mark AND NOT EXISTS
                    (SELECT 1 FROM sync_inbox i WHERE i.origin = c.origin AND i.sequence = c.sequence)
            ORDER BY sequence LIMIT :most""";
    private static final String HELD = """
            SELECT sequence FROM sync_inbox WHERE origin = :origin AND state IN ('WAITING', 'QUARANTINED', 'UNKNOWN')
            UNION SELECT sequence FROM sync_inbox_conflict WHERE origin = :origin AND decided_at IS NULL
            ORDER BY sequence LIMIT :most""";

    List<Long> advance(NodeId origin) {
        Mark mark = mark(origin);
        StreamWalk walk = new StreamWalk(mark.through(), mark.chain());
        jdbc.sql(LINKS_AFTER_THE_MARK)
                .param("origin", origin.value())
                .param("mark", mark.through())
                .param("most", Receipt.MOST_EXCEPTIONS)
                .query((rs, row) -> new StreamWalk.Link(
                        rs.getLong("sequence"), rs.getString("digest"), rs.getString("chain"), rs.getString("type")))
                .list()
                .forEach(walk::step);
        if (walk.through() > mark.through()) {
            jdbc.sql("""
                            INSERT INTO sync_stream_in (peer, committed_through, chain) VALUES (:peer, :through, :chain)
                            ON DUPLICATE KEY UPDATE committed_through = :through, chain = :chain""")
                    .param("peer", origin.value())
                    .param("through", walk.through())
                    .param("chain", walk.chain())
                    .update();
        }
        return walk.broken();
    }

    private Mark mark(NodeId origin) {
        return jdbc.sql("SELECT committed_through, chain FROM sync_stream_in WHERE peer = ?")
                .param(origin.value())
                .query((rs, row) -> new Mark(rs.getLong("committed_through"), rs.getString("chain")))
                .optional()
                .orElse(Mark.NONE);
    }

    private record Mark(long through, String chain) {
        private static final Mark NONE = new Mark(0, Lineage.GENESIS);
    }

    Receipt receipt(NodeId origin) {
        Mark mark = mark(origin);
        List<Long> beyond = jdbc.sql(AFTER_THE_MARK)
                .param("origin", origin.value())
                .param("mark", mark.through())
                .param("most", Receipt.MOST_EXCEPTIONS)
                .query(Long.class)
                .list();
        List<Long> held = jdbc.sql(HELD)
                .param("origin", origin.value())
                .param("most", Receipt.MOST_EXCEPTIONS)
                .query(Long.class)
                .list();
        long backedUp = jdbc.sql("SELECT here_through FROM sync_backup WHERE peer = ?")
                .param(origin.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
        return new Receipt(mark.through(), beyond, held, mark.chain(), backedUp);
    }

    long heldMessages(NodeId origin) {
        return jdbc.sql("""
                        SELECT (SELECT COUNT(*) FROM sync_inbox WHERE origin = :origin
                                  AND state IN ('WAITING', 'QUARANTINED', 'UNKNOWN'))
                             + (SELECT COUNT(*) FROM sync_inbox_conflict
                                WHERE origin = :origin AND decided_at IS NULL)""").param("origin", origin.value()).query(Long.class).single();
    }
}
