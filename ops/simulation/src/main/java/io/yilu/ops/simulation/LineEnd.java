package io.yilu.ops.simulation;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Carrier;
import io.yilu.sync.engine.CarrierException;
import io.yilu.sync.engine.EncodedFrame;
import java.util.function.Consumer;

/** The end of the lines at one process, which takes what comes for its node unless it has hung up. */
final class LineEnd implements Carrier {

    private final NodeId self;
    private final Roads roads;
    private final Consumer<NodeId> found;
    private boolean hungUp;

    /** @param found hears of a peer to which there is a line again */
    LineEnd(NodeId self, Roads roads, Consumer<NodeId> found) {
        this.self = self;
        this.roads = roads;
        this.found = found;
    }

    boolean hasHungUp() {
        return hungUp;
    }

    @Override
    public void send(NodeId peer, EncodedFrame frame) {
        if (hungUp) {
            throw new CarrierException("hung up", null);
        }
        roads.send(self, peer, frame);
    }

    @Override
    public void redial(NodeId peer) {
        roads.redial(self, peer);
        if (hungUp) {
            hungUp = false;
            found.accept(peer);
        }
    }

    @Override
    public void hangUp(NodeId peer) {
        hungUp = true;
    }
}
