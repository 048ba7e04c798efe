package io.yilu.sync.boot;

import io.yilu.schemas.identity.NodeId;
import java.util.List;

/** Whom this node exchanges with: the county for a township; every site for the county, which must say so. */
public record ExchangePeers(List<NodeId> nodes) {

    public ExchangePeers {
        nodes = List.copyOf(nodes);
    }
}
