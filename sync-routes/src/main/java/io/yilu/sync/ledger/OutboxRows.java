package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.PayloadCipher;
import io.yilu.sync.engine.OutgoingMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An own message as a row: of the outbox, or of the staging table while it is being handed back. */
record OutboxRows(JdbcClient jdbc, PayloadCipher cipher) {

    static final String COLUMNS = "peer, sequence, message_id, subject, subject_sequence, type, schema_version, lane, "
            + "created_at, after_incoming, cause, chain, files, payload, payload_size";

    void insert(OutgoingMessage message) {
        write("INSERT INTO sync_outbox", message);
    }

    /** Into the staging table; what is there already stays. */
    void stage(OutgoingMessage message) {
        write("INSERT IGNORE INTO sync_hand_back", message);
    }

    private void write(String insert, OutgoingMessage message) {
        jdbc.sql(insert + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(message.destination().value())
                .param(message.sequence())
                .param(message.id().toString())
                .param(message.subject())
                .param(message.subjectSequence())
                .param(message.type())
                .param(message.schemaVersion())
                .param(message.lane().name())
                .param(SqlTimes.toColumn(message.createdAt()))
                .param(message.lineage().after())
                .param(text(message.lineage().cause()))
                .param(message.lineage().chain())
                .param(Manifests.toJson(message.files()))
                .param(cipher.seal(message.payload()))
                .param(message.payload().length)
                .update();
    }

    OutgoingMessage message(ResultSet rs) throws SQLException {
        return new OutgoingMessage(
                MessageId.of(rs.getString("message_id")),
                NodeId.of(rs.getString("peer")),
                rs.getLong("sequence"),
                rs.getString("subject"),
                rs.getLong("subject_sequence"),
                rs.getString("type"),
                rs.getInt("schema_version"),
                Lane.valueOf(rs.getString("lane")),
                SqlTimes.instant(rs, "created_at"),
                lineage(rs),
                Manifests.fromJson(rs.getString("files")),
                cipher.open(rs.getBytes("payload")));
    }

    static Lineage lineage(ResultSet rs) throws SQLException {
        String cause = rs.getString("cause");
        return new Lineage(
                rs.getLong("after_incoming"), cause == null ? null : MessageId.of(cause), rs.getString("chain"));
    }

    static @Nullable String text(@Nullable MessageId cause) {
        return cause == null ? null : cause.toString();
    }
}
