package io.yilu.sync.routes;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Carrier;
import io.yilu.sync.engine.CarrierException;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.FrameCodec;
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
    public void send(NodeId peer, Frame frame) {
        if (!connections.mayBeUp(frame.lane())) {
            throw new CarrierException("The " + frame.lane().label() + " lane is being dialled.", null);
        }
        Map<String, Object> headers = Map.of(
                ExchangeHeader.FRAME.key(),
                FrameCodec.kind(frame.getClass()),
                ExchangeHeader.QUEUE.key(),
                LaneQueues.toSendBy(self, peer, frame.lane()));
        try {
            producer.sendBodyAndHeaders(SendFramesRoute.endpoint(frame.lane()), FrameCodec.encode(frame), headers);
        } catch (CamelExecutionException | IllegalStateException lineDown) {
            connections.failed(frame.lane());
            throw new CarrierException("The " + frame.lane().label() + " lane to " + peer + " took nothing.", lineDown);
        }
    }

    @Override
    public void redial(NodeId peer) {
        connections.redial();
    }
}
