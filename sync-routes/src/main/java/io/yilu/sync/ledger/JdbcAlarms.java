package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The alarm table. */
record JdbcAlarms(JdbcClient jdbc, Clock clock) implements Alarms {

    private static final String RAISE = """
            INSERT INTO sync_alarm (code, peer, text, since, last_at, times) VALUES (:code, :peer, :text, :now, :now, 1)
            ON DUPLICATE KEY UPDATE
                since = IF(cleared_at IS NULL, since, :now), times = IF(cleared_at IS NULL, times + 1, 1),
                text = :text, last_at = :now, cleared_at = NULL""";

    @Override
    public void raise(String code, @Nullable NodeId peer, String text) {
        jdbc.sql(RAISE)
                .param("code", code)
                .param("peer", key(peer))
                .param("text", text.length() > 1000 ? text.substring(0, 1000) : text)
                .param("now", now())
                .update();
    }

    @Override
    public void clear(String code, @Nullable NodeId peer) {
        jdbc.sql("UPDATE sync_alarm SET cleared_at = ? WHERE code = ? AND peer = ? AND cleared_at IS NULL")
                .params(now(), code, key(peer))
                .update();
    }

    @Override
    public List<Alarm> open() {
        return jdbc.sql("SELECT * FROM sync_alarm WHERE cleared_at IS NULL ORDER BY since DESC, code, peer")
                .query((rs, row) -> new Alarm(
                        rs.getString("code"),
                        rs.getString("peer").isEmpty() ? null : NodeId.of(rs.getString("peer")),
                        rs.getString("text"),
                        SqlTimes.instant(rs, "since"),
                        SqlTimes.instant(rs, "last_at"),
                        rs.getLong("times")))
                .list();
    }

    private LocalDateTime now() {
        return SqlTimes.toColumn(clock.instant());
    }

    private static String key(@Nullable NodeId peer) {
        return peer == null ? "" : peer.value();
    }
}
