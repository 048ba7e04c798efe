package io.yilu.sync.routes;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Refusals;
import io.yilu.sync.engine.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsMessage;

/**
 * Takes the frames of one lane from one peer's queue into the exchange, acknowledged after the ledger's commit. A frame that
 * can never be read is refused at once and counted; one that could not be committed is dropped after some attempts, and its
 * sender sends the content again.
 */
public final class ReceiveFramesRoute extends RouteBuilder {

    private final NodeId self;
    private final NodeId peer;
    private final Lane lane;
    private final Exchange exchange;
    private final Refusals refusals;

    public ReceiveFramesRoute(NodeId self, NodeId peer, Lane lane, Exchange exchange, Refusals refusals) {
        this.self = self;
        this.peer = peer;
        this.lane = lane;
        this.exchange = exchange;
        this.refusals = refusals;
    }

    /** {@code case-receive} at a township, {@code case-receive-610924102} at the county, which has one for each site. */
    public static String routeId(NodeId self, NodeId peer, Lane lane) {
        return lane.label() + "-receive" + (self.isCounty() ? "-" + peer : "");
    }

    @Override
    public void configure() {
        from(LaneQueues.component(lane) + ":queue:" + LaneQueues.toReceiveBy(self, peer, lane))
                .routeId(routeId(self, peer, lane))
                .routeConfigurationId(ExchangeErrors.ID)
                .process(this::giveToExchange);
    }

    private void giveToExchange(org.apache.camel.Exchange message) {
        JmsMessage received = message.getMessage(JmsMessage.class);
        try {
            exchange.received(peer, FrameOfMessage.read(received == null ? null : received.getJmsMessage()));
        } catch (PermanentException hostile) {
            refusals.refused(hostile.code(), peer, hostile.what() + " " + hostile.whatToDo());
        }
    }
}
