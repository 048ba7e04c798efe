package io.yilu.sync.routes;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Carrier;
import io.yilu.sync.engine.CarrierException;
import io.yilu.sync.engine.EncodedFrame;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** The carrier on Camel over Artemis. */
public final class CamelCarrier implements Carrier {

    private final NodeId self;
    private final ProducerTemplate producer;
    private final LaneConnections connections;

    public CamelCarrier(NodeId self, ProducerTemplate producer, LaneConnections connections) {
        this.self = self;
        this.producer = producer;
        this.connections = connections;
    }

    @Override
    public void send(NodeId peer, EncodedFrame frame) {
        Lane lane = frame.lane();
        if (!connections.areUp()) {
            throw new CarrierException("The line to " + peer + " is being dialled.", null);
        }
        Map<String, Object> headers = Map.of(
                ExchangeHeader.FRAME.key(),
                frame.kind(),
                ExchangeHeader.SESSION.key(),
                frame.session().toString(),
                ExchangeHeader.QUEUE.key(),
                LaneQueues.toSendBy(self, peer, lane));
        try {
            connections.send(
                    lane, () -> producer.sendBodyAndHeaders(SendFramesRoute.endpoint(lane), frame.bytes(), headers));
        } catch (CamelExecutionException | IllegalStateException lineDown) {
            throw new CarrierException("The " + lane.label() + " lane to " + peer + " took nothing.", lineDown);
        }
    }

    @Override
    public void redial(NodeId peer) {
        connections.redial();
    }

    @Override
    public void hangUp(NodeId peer) {
        connections.hangUp();
    }
}
