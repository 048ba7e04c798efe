package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A line of a given rate and length. Its two directions are apart; the lanes of one direction share the rate in turns of a
 * packet, as connections through one queue do, and each keeps its order. It can be cut, go dead without a word, or carry in one
 * direction only.
 */
final class ThinLine implements TestNode.Line {

    private static final int PACKET = 1_500;

    private final TickClock clock;
    private final double bytesPerSecond;
    private final Duration oneWay;
    private final Map<NodeId, TestNode> nodes = new HashMap<>();
    private final Map<NodeId, Direction> directions = new HashMap<>();
    private final PriorityQueue<Arrival> arrivals =
            new PriorityQueue<>(Comparator.comparing(Arrival::at).thenComparing(Arrival::number));
    private final Map<String, Integer> carried = new HashMap<>();
    private final Map<String, Integer> packed = new HashMap<>();
    private long number;
    private int dials;
    private boolean cut;

    ThinLine(TickClock clock, int kilobitsPerSecond, Duration roundTrip) {
        this.clock = clock;
        this.bytesPerSecond = kilobitsPerSecond * 1000 / 8.0;
        this.oneWay = roundTrip.dividedBy(2);
    }

    @Override
    public void join(TestNode node) {
        nodes.put(node.id(), node);
    }

    @Override
    public Carrier endAt(TestNode node) {
        return new WelcomingCarrier() {
            @Override
            public void send(NodeId peer, EncodedFrame frame) {
                if (cut) {
                    throw new CarrierException("cut", null);
                }
                carried.merge(frame.kind(), 1, Integer::sum);
                if (FramePacking.isPacked(frame.bytes())) {
                    packed.merge(frame.kind(), 1, Integer::sum);
                }
                direction(node.id()).queue(peer, frame);
            }

            @Override
            public void redial(NodeId peer) {
                dials++;
                directions.values().forEach(Direction::drop);
                arrivals.clear();
            }
        };
    }

    /** Refuses what is sent, as a connection does that is known to be broken. */
    void cut(boolean isCut) {
        cut = isCut;
        if (isCut) {
            directions.values().forEach(Direction::drop);
            arrivals.clear();
        }
    }

    /** Takes what comes from this node and lets nothing of it arrive. */
    void swallow(NodeId from, boolean swallows) {
        direction(from).dead = swallows;
    }

    /** How often the line was dropped and dialled. */
    int dials() {
        return dials;
    }

    int packed(String kind) {
        return packed.getOrDefault(kind, 0);
    }

    int carried(String kind) {
        return carried.getOrDefault(kind, 0);
    }

    /** Lets a quarter of a second pass in small steps. */
    void run(int quarterSeconds) {
        for (int i = 0; i < quarterSeconds * 25; i++) {
            clock.tick(Duration.ofMillis(10));
            directions.values().forEach(direction -> direction.carry(bytesPerSecond / 100));
            for (Arrival arrival = due(); arrival != null; arrival = due()) {
                Objects.requireNonNull(nodes.get(arrival.to))
                        .take(
                                arrival.from,
                                new Spoken(
                                        arrival.frame.session(),
                                        FrameCodec.decode(arrival.frame.kind(), arrival.frame.bytes())));
            }
            if (i % 25 == 24) {
                nodes.values().forEach(TestNode::tick);
            }
        }
    }

    private @Nullable Arrival due() {
        Arrival next = arrivals.peek();
        return next == null || next.at.compareTo(clock.elapsed()) > 0 ? null : arrivals.poll();
    }

    private Direction direction(NodeId from) {
        return directions.computeIfAbsent(from, Direction::new);
    }

    private final class Direction {
        private final NodeId from;
        private final Map<Lane, List<Waiting>> queues = new EnumMap<>(Lane.class);
        private double credit;
        private boolean dead;

        private Direction(NodeId from) {
            this.from = from;
        }

        private void queue(NodeId to, EncodedFrame frame) {
            queues.computeIfAbsent(frame.lane(), lane -> new ArrayList<>()).add(new Waiting(to, frame));
        }

        private void drop() {
            queues.clear();
        }

        private void carry(double bytes) {
            credit = Math.min(credit + bytes, 2 * PACKET + bytes);
            boolean more = true;
            while (more && credit > 0) {
                more = false;
                for (List<Waiting> queue : queues.values()) {
                    more |= carryPacket(queue);
                }
            }
        }

        private boolean carryPacket(List<Waiting> queue) {
            if (queue.isEmpty()) {
                return false;
            }
            Waiting first = queue.get(0);
            double packet = Math.min(PACKET, first.left);
            first.left -= packet;
            credit -= packet;
            if (first.left <= 0) {
                queue.remove(0);
                if (!dead) {
                    arrivals.add(new Arrival(clock.elapsed().plus(oneWay), number++, from, first.to, first.frame));
                }
            }
            return true;
        }
    }

    private static final class Waiting {
        private final NodeId to;
        private final EncodedFrame frame;
        private double left;

        private Waiting(NodeId to, EncodedFrame frame) {
            this.to = to;
            this.frame = frame;
            this.left = frame.bytes().length + 60.0;
        }
    }

    private record Arrival(Duration at, long number, NodeId from, NodeId to, EncodedFrame frame) {}
}
