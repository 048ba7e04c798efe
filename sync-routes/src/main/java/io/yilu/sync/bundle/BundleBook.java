package io.yilu.sync.bundle;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundlePart;
import io.yilu.sync.BundlePurpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is remembered of bundles: parts that went and came, and what the next one owes to the peer. */
final class BundleBook {

    private static final String COLUMNS =
            "direction, bundle, part, peer, purpose, created_at, at, is_last, whole, messages, chunks, fresh";

    private final JdbcClient jdbc;

    BundleBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes a part; one that is noted already is noted anew, and stays whole if it was. */
    void note(BundlePart part) {
        jdbc.sql("INSERT INTO sync_bundle_part (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
                        + " ON DUPLICATE KEY UPDATE at = VALUES(at), whole = whole OR VALUES(whole),"
                        + " fresh = fresh + VALUES(fresh)")
                .params(
                        part.incoming() ? "in" : "out",
                        part.bundle().toString(),
                        part.part(),
                        part.peer().value(),
                        part.purpose().name(),
                        column(part.createdAt()),
                        column(part.at()),
                        part.last(),
                        part.whole(),
                        part.messages(),
                        part.chunks(),
                        part.fresh())
                .update();
    }

    /** The parts of a bundle, in their order. */
    List<BundlePart> parts(boolean incoming, UUID bundle) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM sync_bundle_part WHERE direction = ? AND bundle = ? ORDER BY part")
                .params(incoming ? "in" : "out", bundle.toString())
                .query((rs, row) -> part(rs))
                .list();
    }

    /** Parts to and from this peer, the newest first. */
    List<BundlePart> latest(NodeId peer, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM sync_bundle_part WHERE peer = ? AND purpose = 'TRANSFER'"
                        + " ORDER BY at DESC, part DESC LIMIT ?")
                .params(peer.value(), limit)
                .query((rs, row) -> part(rs))
                .list();
    }

    /**
     * The last part of the last complete second copy that was written for this peer by now. One of a day that has not come was
     * written while the date was set wrong; were it the last one, none of the right date would ever follow it (law 9).
     */
    Optional<BundlePart> lastSecondCopy(NodeId peer, Instant now) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM sync_bundle_part WHERE direction = 'out' AND peer = ?"
                        + " AND purpose = 'SECOND_COPY' AND is_last = TRUE AND at <= ? ORDER BY at DESC LIMIT 1")
                .params(peer.value(), column(now))
                .query((rs, row) -> part(rs))
                .optional();
    }

    /** Files whose receipt the peer waits for. */
    void offered(NodeId peer, Collection<String> sha256s, long epoch, long written) {
        for (String sha256 : sha256s) {
            jdbc.sql("INSERT INTO sync_bundle_offer (peer, sha256, epoch, written) VALUES (?,?,?,?)"
                            + " ON DUPLICATE KEY UPDATE epoch = VALUES(epoch), written = VALUES(written)")
                    .params(peer.value(), sha256, epoch, written)
                    .update();
        }
    }

    /** The peer said anew what it waits for: what only an earlier bundle named has been receipted since. */
    void forgetOffersBefore(NodeId peer, long epoch, long written) {
        jdbc.sql("DELETE FROM sync_bundle_offer WHERE peer = ? AND (epoch < ? OR (epoch = ? AND written < ?))")
                .params(peer.value(), epoch, epoch, written)
                .update();
    }

    List<String> offers(NodeId peer) {
        return jdbc.sql("SELECT sha256 FROM sync_bundle_offer WHERE peer = ? ORDER BY sha256")
                .param(peer.value())
                .query(String.class)
                .list();
    }

    /** The peer lost its history and asks for what came from it with a higher sequence; its files are named anew. */
    void wished(NodeId peer, long after) {
        jdbc.sql("INSERT INTO sync_bundle_wish (peer, after_sequence) VALUES (?,?)"
                        + " ON DUPLICATE KEY UPDATE after_sequence = VALUES(after_sequence)")
                .params(peer.value(), after)
                .update();
        forgetWishedFiles(peer);
    }

    /** Of its history the peer waits for this file above all. */
    void wishedFile(NodeId peer, String sha256) {
        jdbc.sql("INSERT IGNORE INTO sync_bundle_wish_file (peer, sha256) VALUES (?,?)")
                .params(peer.value(), sha256)
                .update();
    }

    List<String> wishedFiles(NodeId peer) {
        return jdbc.sql("SELECT sha256 FROM sync_bundle_wish_file WHERE peer = ? ORDER BY sha256")
                .param(peer.value())
                .query(String.class)
                .list();
    }

    private void forgetWishedFiles(NodeId peer) {
        jdbc.sql("DELETE FROM sync_bundle_wish_file WHERE peer = ?")
                .param(peer.value())
                .update();
    }

    void wishesNothing(NodeId peer) {
        forgetWishedFiles(peer);
        jdbc.sql("DELETE FROM sync_bundle_wish WHERE peer = ?")
                .param(peer.value())
                .update();
    }

    OptionalLong wish(NodeId peer) {
        return jdbc.sql("SELECT after_sequence FROM sync_bundle_wish WHERE peer = ?")
                .param(peer.value())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    private static BundlePart part(ResultSet rs) throws SQLException {
        return new BundlePart(
                rs.getString("direction").equals("in"),
                UUID.fromString(rs.getString("bundle")),
                rs.getInt("part"),
                NodeId.of(rs.getString("peer")),
                BundlePurpose.valueOf(rs.getString("purpose")),
                rs.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                rs.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                rs.getBoolean("is_last"),
                rs.getBoolean("whole"),
                rs.getLong("messages"),
                rs.getLong("chunks"),
                rs.getLong("fresh"));
    }

    private static LocalDateTime column(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
