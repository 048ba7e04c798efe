package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.PayloadCipher;
import io.yilu.sync.engine.FrameCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What came from a peer, as it came: it asks for it when it has lost its own. */
record JdbcInboxHistory(NodeId self, JdbcClient jdbc, PayloadCipher cipher) {

    private static final Logger log = LoggerFactory.getLogger(JdbcInboxHistory.class);

    private static final String HISTORY = """
            SELECT * FROM sync_inbox WHERE origin = :origin AND sequence > :after ORDER BY sequence LIMIT :limit""";

    List<Envelope> of(NodeId origin, long after, int limit) {
        List<Envelope> history = new ArrayList<>();
        long through = after;
        boolean more = true;
        while (more && history.size() < limit) {
            List<Kept> some = kept(origin, through, limit - history.size());
            more = some.size() == limit - history.size();
            for (Kept row : some) {
                row.envelope.ifPresent(history::add);
                through = row.sequence;
            }
        }
        return history;
    }

    private List<Kept> kept(NodeId origin, long after, int limit) {
        return jdbc.sql(HISTORY)
                .param("origin", origin.value())
                .param("after", after)
                .param("limit", limit)
                .query((rs, row) -> new Kept(rs.getLong("sequence"), envelope(rs, origin)))
                .list();
    }

    /** Empty if the row cannot be read: whoever asks for its history must get the rest of it. */
    private Optional<Envelope> envelope(ResultSet rs, NodeId origin) throws SQLException {
        JsonNode payload;
        try {
            payload = FrameCodec.tree(cipher.open(rs.getBytes("payload")));
        } catch (RuntimeException unreadable) {
            log.error(
                    "YILU-RECOVERY-013: Message {} of {} at {} cannot be read here any more and is not handed back: {}",
                    rs.getString("message_id"),
                    origin,
                    rs.getLong("sequence"),
                    unreadable.getClass().getSimpleName());
            return Optional.empty();
        }
        return Optional.of(new Envelope(
                MessageId.of(rs.getString("message_id")),
                origin,
                self,
                rs.getLong("sequence"),
                rs.getString("subject"),
                rs.getLong("subject_sequence"),
                rs.getString("type"),
                rs.getInt("schema_version"),
                SqlTimes.instant(rs, "created_at"),
                OutboxRows.lineage(rs).marked(rs.getString("mark")),
                Manifests.fromJson(rs.getString("files")),
                payload));
    }

    private record Kept(long sequence, Optional<Envelope> envelope) {}
}
