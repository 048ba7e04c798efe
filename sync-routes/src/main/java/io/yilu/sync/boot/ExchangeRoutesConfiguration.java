package io.yilu.sync.boot;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.Refusals;
import io.yilu.sync.engine.Carrier;
import io.yilu.sync.engine.Exchange;
import io.yilu.sync.routes.BadCarrier;
import io.yilu.sync.routes.CamelCarrier;
import io.yilu.sync.routes.ExchangeErrors;
import io.yilu.sync.routes.LaneConnections;
import io.yilu.sync.routes.LaneQueues;
import io.yilu.sync.routes.ReceiveFramesRoute;
import io.yilu.sync.routes.SendFramesRoute;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConfiguration;
import org.apache.camel.component.jms.JmsMessageType;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connections and Camel routes of the lanes. */
@Configuration(proxyBeanMethods = false)
class ExchangeRoutesConfiguration {

    /** Asking costs nothing: the exchange alone dials. */
    private static final long ASK_FOR_CONNECTION_MILLIS = 100;

    /**
     * The county brings the factory of its own broker; a township dials the county.
     *
     * @param countyBroker the county's in-process factory, absent at a township
     */
    @Bean(destroyMethod = "close")
    LaneConnections laneConnections(
            ObjectProvider<ConnectionFactory> countyBroker,
            LinkProperties link,
            NodeHome home,
            ObjectProvider<NodeKeys> keys,
            ObjectProvider<ExchangeDriver> driver,
            Clock clock) {
        if (NodeId.of(home.id()).isCounty()) {
            return LaneConnections.inProcess(countyBroker.getObject());
        }
        return TownshipLines.of(link, keys.getObject(), clock, new LaneConnections.Listener() {
            @Override
            public void lineFound() {
                driver.getObject().lineFound(NodeId.COUNTY);
            }

            @Override
            public void lineLost() {
                driver.getObject().lineLost(NodeId.COUNTY);
            }
        });
    }

    @Bean
    Carrier carrier(NodeHome home, CamelContext camel, LaneConnections connections) {
        return BadCarrier.around(new CamelCarrier(NodeId.of(home.id()), camel.createProducerTemplate(), connections));
    }

    @Bean
    CamelContextConfiguration exchangeRoutes(
            NodeHome home,
            ExchangePeers peers,
            ObjectProvider<Exchange> exchange,
            LaneConnections connections,
            Refusals refusals) {
        NodeId self = NodeId.of(home.id());
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                try {
                    camel.addRoutes(new ExchangeErrors());
                    for (Lane lane : Lane.values()) {
                        camel.addComponent(LaneQueues.component(lane), component(lane, connections));
                        camel.addRoutes(new SendFramesRoute(lane));
                        for (NodeId peer : peers.nodes()) {
                            camel.addRoutes(new ReceiveFramesRoute(self, peer, lane, exchange.getObject(), refusals));
                        }
                    }
                } catch (Exception failure) {
                    throw new IllegalStateException("The exchange's routes cannot be made.", failure);
                }
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // Nothing: the routes run, and the driver has begun to tick before them.
            }
        };
    }

    private static JmsComponent component(Lane lane, LaneConnections connections) {
        JmsConfiguration jms = new JmsConfiguration(connections.factory(lane));
        jms.setAcknowledgementModeName("CLIENT_ACKNOWLEDGE");
        jms.setTransacted(false);
        // The broker is disposable (law 1): its journal would be a second copy of what both ledgers keep.
        jms.setDeliveryPersistent(false);
        jms.setJmsMessageType(JmsMessageType.Bytes);
        // Else the body would be taken out whole, an object even made, before the route has asked how long it is.
        jms.setMapJmsMessage(false);
        jms.setMessageIdEnabled(false);
        jms.setMessageTimestampEnabled(false);
        jms.setDisableReplyTo(true);
        jms.setRecoveryInterval(ASK_FOR_CONNECTION_MILLIS);
        jms.setAsyncStartListener(true);
        // One consumer and thread a queue: a pushed-to container would hand messages to a pool, out of order, and let
        // several
        // threads acknowledge on one session.
        jms.setCacheLevelName("CACHE_CONSUMER");
        jms.setConcurrentConsumers(1);
        jms.setMaxConcurrentConsumers(1);
        return new JmsComponent(jms);
    }
}
