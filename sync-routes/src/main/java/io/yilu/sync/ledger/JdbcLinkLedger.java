package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Links;
import io.yilu.sync.engine.Frame.Waiting;
import io.yilu.sync.engine.LinkLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The link table. */
final class JdbcLinkLedger implements LinkLedger {

    private static final String SAVE = """
            UPDATE sync_link SET state = ?, since = ?, last_heard_at = ?, round_trip_ms = ?, clock_offset_ms = ?,
                reported_messages = ?, reported_subjects = ?, reported_bytes = ?, reported_oldest = ?
            WHERE peer = ?""";

    private final JdbcClient jdbc;

    JdbcLinkLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<LinkRow> find(NodeId peer) {
        return jdbc.sql("SELECT * FROM sync_link WHERE peer = ?")
                .param(peer.value())
                .query((rs, row) -> link(rs))
                .optional();
    }

    @Override
    public List<LinkRow> all() {
        return jdbc.sql("SELECT * FROM sync_link ORDER BY peer")
                .query((rs, row) -> link(rs))
                .list();
    }

    @Override
    public void add(NodeId peer, Instant at) {
        jdbc.sql("INSERT IGNORE INTO sync_link (peer, state, since) VALUES (?, 'DOWN', ?)")
                .params(peer.value(), SqlTimes.toColumn(at))
                .update();
    }

    @Override
    public void save(LinkRow row) {
        jdbc.sql(SAVE)
                .param(row.state().name())
                .param(SqlTimes.toColumn(row.since()))
                .param(SqlTimes.toNullableColumn(row.lastHeardAt()))
                .param(row.roundTripMillis())
                .param(row.clockOffsetMillis())
                .param(row.reported().messages())
                .param(row.reported().subjects())
                .param(row.reported().bytes())
                .param(SqlTimes.toNullableColumn(row.reported().oldest()))
                .param(row.peer().value())
                .update();
    }

    private static LinkRow link(ResultSet rs) throws SQLException {
        return new LinkRow(
                NodeId.of(rs.getString("peer")),
                Links.State.valueOf(rs.getString("state")),
                SqlTimes.instant(rs, "since"),
                SqlTimes.nullableInstant(rs, "last_heard_at"),
                rs.getObject("round_trip_ms", Long.class),
                rs.getObject("clock_offset_ms", Long.class),
                new Waiting(
                        rs.getLong("reported_messages"),
                        rs.getLong("reported_subjects"),
                        rs.getLong("reported_bytes"),
                        SqlTimes.nullableInstant(rs, "reported_oldest")));
    }
}
