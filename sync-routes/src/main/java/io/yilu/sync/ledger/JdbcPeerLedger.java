package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.PeerLedger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of the databases that speak for the peers. */
record JdbcPeerLedger(JdbcClient jdbc) implements PeerLedger {

    @Override
    public List<Known> of(NodeId peer) {
        return jdbc.sql("SELECT * FROM sync_peer WHERE peer = ? ORDER BY instance")
                .param(peer.value())
                .query((rs, row) -> new Known(
                        UUID.fromString(rs.getString("instance")),
                        Standing.valueOf(rs.getString("standing")),
                        rs.getLong("epoch"),
                        UUID.fromString(rs.getString("boot"))))
                .list();
    }

    @Override
    public void save(NodeId peer, Known known) {
        jdbc.sql("REPLACE INTO sync_peer (peer, instance, standing, epoch, boot) VALUES (?, ?, ?, ?, ?)")
                .params(
                        peer.value(),
                        known.instance().toString(),
                        known.standing().name(),
                        known.epoch(),
                        known.boot().toString())
                .update();
    }

    @Override
    public Map<String, Integer> versions(NodeId peer) {
        Map<String, Integer> versions = new TreeMap<>();
        jdbc.sql("SELECT type, version FROM sync_peer_version WHERE peer = ?")
                .param(peer.value())
                .query(rs -> {
                    versions.put(rs.getString("type"), rs.getInt("version"));
                });
        return versions;
    }

    @Override
    public void saveVersions(NodeId peer, Map<String, Integer> versions) {
        if (versions(peer).equals(versions)) {
            return;
        }
        jdbc.sql("DELETE FROM sync_peer_version WHERE peer = ?")
                .param(peer.value())
                .update();
        versions.forEach(
                (type, version) -> jdbc.sql("INSERT INTO sync_peer_version (peer, type, version) VALUES (?, ?, ?)")
                        .params(peer.value(), type, version)
                        .update());
    }
}
