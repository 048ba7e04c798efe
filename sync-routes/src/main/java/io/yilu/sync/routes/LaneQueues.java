package io.yilu.sync.routes;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;

/**
 * Names of the broker's queues. A town may write to its own {@code up} queues and read its own {@code down} queues, so a
 * queue's name says who speaks (law 8).
 */
public final class LaneQueues {

    private LaneQueues() {}

    /** Queue from a town to the county. */
    public static String up(NodeId site, Lane lane) {
        return "yilu.up." + site + "." + lane.label();
    }

    /** Queue from the county to a town. */
    public static String down(NodeId site, Lane lane) {
        return "yilu.down." + site + "." + lane.label();
    }

    static String toSendBy(NodeId self, NodeId peer, Lane lane) {
        return self.isCounty() ? down(peer, lane) : up(self, lane);
    }

    static String toReceiveBy(NodeId self, NodeId peer, Lane lane) {
        return self.isCounty() ? up(peer, lane) : down(self, lane);
    }

    /** Name of the Camel component that holds the lane's connection. */
    public static String component(Lane lane) {
        return "lane-" + lane.label();
    }
}
