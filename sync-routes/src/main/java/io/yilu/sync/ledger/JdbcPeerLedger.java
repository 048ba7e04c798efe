package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.PeerLedger;
import java.util.List;
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
}
