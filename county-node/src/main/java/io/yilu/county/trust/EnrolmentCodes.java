package io.yilu.county.trust;

import io.yilu.node.privacy.Sealer;
import io.yilu.schemas.enrolment.EnrolmentKey;
import io.yilu.schemas.identity.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of one-time codes; a code itself is never in it. */
@Repository
class EnrolmentCodes {

    private final JdbcClient jdbc;
    private final Sealer sealer;

    EnrolmentCodes(JdbcClient jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    /** Where a code stands. */
    enum State {
        OPEN,
        USED,
        /** Somebody tried too often without having it. */
        BLOCKED,
        /** A newer one was made for its site. */
        REPLACED
    }

    /** One code; {@code instance}, {@code keySha256} and {@code serial} tell who used it for what. */
    record Code(
            long id,
            NodeId site,
            EnrolmentKey key,
            Instant expiresAt,
            int wrongTries,
            State state,
            @Nullable UUID instance,
            @Nullable String keySha256,
            @Nullable String serial) {}

    /** A code that could still be used, for the page. */
    record Open(NodeId site, String madeBy, Instant expiresAt) {}

    void add(NodeId site, EnrolmentKey key, String madeBy, Instant madeAt, Instant expiresAt) {
        jdbc.sql("UPDATE enrolment_code SET state = 'REPLACED' WHERE site = :site AND state IN ('OPEN', 'BLOCKED')")
                .param("site", site.value())
                .update();
        jdbc.sql("""
                INSERT INTO enrolment_code (site, sealed_key, made_by, made_at, expires_at, state)
                VALUES (:site, :key, :by, :at, :expires, 'OPEN')""")
                .param("site", site.value())
                .param("key", sealer.sealText(HexFormat.of().formatHex(key.bytes())))
                .param("by", madeBy)
                .param("at", madeAt)
                .param("expires", expiresAt)
                .update();
    }

    /** The site's newest code, locked until the transaction ends. */
    Optional<Code> newest(NodeId site) {
        return jdbc.sql("SELECT * FROM enrolment_code WHERE site = :site ORDER BY id DESC LIMIT 1 FOR UPDATE")
                .param("site", site.value())
                .query((row, i) -> code(row))
                .optional();
    }

    void countWrongTry(Code code, boolean isLast) {
        jdbc.sql("UPDATE enrolment_code SET wrong_tries = wrong_tries + 1, state = :state WHERE id = :id")
                .param("state", (isLast ? State.BLOCKED : State.OPEN).name())
                .param("id", code.id())
                .update();
    }

    void use(Code code, UUID instance, String keySha256, String serial, Instant at) {
        jdbc.sql("""
                UPDATE enrolment_code SET state = 'USED', used_at = :at, instance = :instance,
                    key_sha256 = :key, serial = :serial WHERE id = :id""")
                .param("at", at)
                .param("instance", instance.toString())
                .param("key", keySha256)
                .param("serial", serial)
                .param("id", code.id())
                .update();
    }

    List<Open> open(Instant now) {
        return jdbc.sql(
                        "SELECT site, made_by, expires_at FROM enrolment_code WHERE state = 'OPEN' AND expires_at > :now")
                .param("now", now)
                .query((row, i) -> new Open(
                        NodeId.of(row.getString("site")),
                        row.getString("made_by"),
                        row.getObject("expires_at", Instant.class)))
                .list();
    }

    private Code code(ResultSet row) throws SQLException {
        String instance = row.getString("instance");
        return new Code(
                row.getLong("id"),
                NodeId.of(row.getString("site")),
                new EnrolmentKey(HexFormat.of().parseHex(sealer.openText(row.getString("sealed_key")))),
                row.getObject("expires_at", Instant.class),
                row.getInt("wrong_tries"),
                State.valueOf(row.getString("state")),
                instance == null ? null : UUID.fromString(instance),
                row.getString("key_sha256"),
                row.getString("serial"));
    }
}
