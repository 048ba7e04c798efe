package io.yilu.sync.bundle;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Carrier;
import io.yilu.sync.engine.CarrierException;
import io.yilu.sync.engine.EncodedFrame;
import io.yilu.sync.engine.WelcomingCarrier;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A line between a town and the county that is cut until somebody mends it. */
final class StickLine {

    private final Map<NodeId, StickNode> nodes = new HashMap<>();
    private final Deque<Runnable> underWay = new ArrayDeque<>();
    private final TestClock clock;
    private boolean up;

    StickLine(TestClock clock) {
        this.clock = clock;
    }

    Carrier endAt(NodeId self) {
        return new WelcomingCarrier() {
            @Override
            public void send(NodeId peer, EncodedFrame frame) {
                if (!up) {
                    throw new CarrierException("The line is cut.", null);
                }
                underWay.add(
                        () -> Objects.requireNonNull(nodes.get(peer)).exchange().received(self, frame.spoken()));
            }

            @Override
            public void redial(NodeId peer) {
                // There is nothing to dial.
            }
        };
    }

    void join(NodeId id, StickNode node) {
        nodes.put(id, node);
    }

    void mend() {
        up = true;
    }

    void cut() {
        up = false;
        underWay.clear();
        nodes.keySet()
                .forEach(id -> nodes.values().forEach(node -> node.exchange().lineLost(id)));
    }

    /** Lets both sides talk until neither has anything to say. */
    void talk() {
        for (int round = 0; round < 200; round++) {
            clock.tick(Duration.ofMillis(100));
            nodes.values().forEach(node -> node.exchange().tick());
            for (Runnable next = underWay.poll(); next != null; next = underWay.poll()) {
                next.run();
            }
        }
    }
}
