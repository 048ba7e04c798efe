package io.yilu.sync.boot;

import io.yilu.schemas.exchange.Lane;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.routes.LaneConnections;
import io.yilu.sync.routes.LaneConnections.Listener;
import io.yilu.sync.tls.LinkTls;
import io.yilu.sync.tls.PeerCheck;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * A township's lines: one for each lane, so each lane has its own connection. They talk to the county node alone: a site's
 * certificate cannot play the county.
 *
 * <p>The client never reconnects by itself, since it then drops silently what was unconfirmed; the engine dials again and
 * resends from the ledger. What the client calls a large message does not exist here, since the county's broker would keep it in a
 * file: it refuses them. Only the control lane has a short time to live, so that the county's broker soon gives up
 * a dead reader of decisions; the others carry much, and a full line would look dead.
 */
final class TownshipLines {

    private static final String COMMON =
            "?blockOnDurableSend=false&blockOnNonDurableSend=false&blockOnAcknowledge=false"
                    + "&useTopologyForLoadBalancing=false&reconnectAttempts=0&initialConnectAttempts=1"
                    + "&connect-timeout-millis=1000&callTimeout=5000&producerWindowSize=1048576&useEpoll=false"
                    + "&minLargeMessageSize=" + LaneConnections.MOST_MESSAGE_BYTES;
    private static final String CONTROL = COMMON + "&clientFailureCheckPeriod=1500&connectionTTL=6000";

    private TownshipLines() {}

    static LaneConnections of(LinkProperties link, NodeKeys keys, Clock clock, Listener listener) {
        String tls = LinkTls.parameters(keys, PeerCheck.theCountyOnly(keys, clock), "&");
        Map<Lane, ActiveMQConnectionFactory> lines = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            String url = "tcp://" + link.countyHost() + ":" + link.port() + (lane == Lane.CONTROL ? CONTROL : COMMON)
                    + "&" + tls;
            lines.put(lane, new ActiveMQConnectionFactory(url));
        }
        return LaneConnections.dialled(lines, () -> keys.validUntil().isPresent(), listener);
    }
}
