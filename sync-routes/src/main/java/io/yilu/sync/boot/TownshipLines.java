package io.yilu.sync.boot;

import io.yilu.schemas.exchange.Lane;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A township's factories: one for each lane, so each lane has its own connection.
 *
 * <p>The client never reconnects by itself, since it then drops silently what was unconfirmed; the engine dials again and
 * resends from the ledger. Only the control lane has a short time to live, so that the county's broker soon gives up
 * a dead reader of decisions; the others carry much, and a full line would look dead.
 */
final class TownshipLines {

    private static final Logger log = LoggerFactory.getLogger(TownshipLines.class);
    private static final String COMMON =
            "?blockOnDurableSend=false&blockOnNonDurableSend=false&blockOnAcknowledge=false"
                    + "&useTopologyForLoadBalancing=false&reconnectAttempts=0&initialConnectAttempts=1"
                    + "&connect-timeout-millis=1000&callTimeout=5000&producerWindowSize=1048576&useEpoll=false";
    private static final String CONTROL = COMMON + "&clientFailureCheckPeriod=1500&connectionTTL=6000";

    private TownshipLines() {}

    static Map<Lane, ConnectionFactory> of(LinkProperties link, String site, Path secretFile) {
        String secret = secret(secretFile);
        Map<Lane, ConnectionFactory> lines = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            String url = "tcp://" + link.countyHost() + ":" + link.port() + (lane == Lane.CONTROL ? CONTROL : COMMON);
            lines.put(lane, new ActiveMQConnectionFactory(url, site, secret));
        }
        return lines;
    }

    private static String secret(Path file) {
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The link secret " + file + " cannot be read.", failure);
        }
        log.warn(
                "YILU-LINK-002: There is no link secret at {}. Cases are accepted and kept; to send them, put the secret "
                        + "that the county made for this site there and start the node again.",
                file);
        return "";
    }
}
