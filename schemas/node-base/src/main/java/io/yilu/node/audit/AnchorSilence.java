package io.yilu.node.audit;

import io.yilu.schemas.identity.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Notices a node that is heard and tells no anchor: a log that is anchored nowhere can be rewritten unseen. */
public class AnchorSilence {

    private static final Duration LONGEST = Duration.ofDays(3);

    private final JdbcClient jdbc;
    private final Clock clock;

    AnchorSilence(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * To be called again and again.
     *
     * @param heardAt when the node was last heard, this node's clock; null if never
     * @return since when it has been heard and has told no anchor, if that is too long
     */
    @Transactional
    public Optional<Instant> look(NodeId node, @Nullable Instant heardAt) {
        Instant now = clock.instant();
        if (heardAt == null || heardAt.isBefore(now.minus(LONGEST))) {
            // What it told while its line was down is still on the way when the line comes back.
            end(node);
            return Optional.empty();
        }
        // A time in the future was written while the date was wrong and says nothing (law 9): counted anew.
        Optional<Instant> since = since(node).filter(at -> !at.isAfter(now));
        if (since.isEmpty()) {
            begin(node, now);
        }
        return since.filter(at -> at.isBefore(now.minus(LONGEST)));
    }

    /** It told one. */
    void end(NodeId node) {
        jdbc.sql("DELETE FROM node_audit_silence WHERE node_id = ?")
                .param(node.value())
                .update();
    }

    private void begin(NodeId node, Instant now) {
        jdbc.sql("REPLACE INTO node_audit_silence (node_id, since) VALUES (?, ?)")
                .params(node.value(), now)
                .update();
    }

    private Optional<Instant> since(NodeId node) {
        return jdbc.sql("SELECT since FROM node_audit_silence WHERE node_id = ?")
                .param(node.value())
                .query(Instant.class)
                .optional();
    }
}
