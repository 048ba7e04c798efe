package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** A line that loses, doubles and reorders frames as its seed says, and can be cut. */
final class BadLine implements TestNode.Line {

    private final Random random;
    private final double loss;
    private final double doubling;
    private final List<InFlight> frames = new ArrayList<>();
    /** Who takes what comes for each node; several machines, if it was copied. */
    private final Map<NodeId, List<TestNode>> nodes = new HashMap<>();

    private final Set<TestNode> left = new HashSet<>();
    private final List<Runnable> dials = new ArrayList<>();
    private boolean cut;
    private int chunksDelivered;
    private int hellos;
    private int hangUps;
    private boolean spoilNextChunk;
    private final List<InFlight> delayed = new ArrayList<>();
    private String delaying = "";

    BadLine(long seed, double loss, double doubling) {
        this.random = new Random(seed);
        this.loss = loss;
        this.doubling = doubling;
    }

    @Override
    public void join(TestNode node) {
        nodes.put(node.id(), List.of(node));
    }

    /** A copy of a node with its certificate: what comes for the node is taken by whoever gets hold of it. */
    void joinBeside(TestNode copy) {
        List<TestNode> machines = new ArrayList<>(nodes.getOrDefault(copy.id(), List.of()));
        machines.add(copy);
        nodes.put(copy.id(), machines);
    }

    void cut(boolean cut) {
        this.cut = cut;
        if (cut) {
            frames.clear();
        }
    }

    @Override
    public Carrier endAt(TestNode node) {
        NodeId from = node.id();
        return new Carrier() {
            @Override
            public void send(NodeId peer, EncodedFrame frame) {
                if (cut || left.contains(node)) {
                    throw new CarrierException("cut", null);
                }
                // What crosses the line is bytes: the codec is part of every test.
                hellos += frame.frame() instanceof Frame.Hello ? 1 : 0;
                List<InFlight> way = frame.kind().equals(delaying) ? delayed : frames;
                way.add(new InFlight(from, peer, frame.session(), frame.kind(), frame.bytes()));
            }

            @Override
            public void redial(NodeId peer) {
                frames.removeIf(frame -> frame.from.equals(from) || frame.to.equals(from));
                if (left.remove(node)) {
                    dials.add(() -> node.exchange().lineFound(peer));
                }
            }

            @Override
            public void hangUp(NodeId peer) {
                hangUps++;
                left.add(node);
            }
        };
    }

    /** The next chunk arrives with a wrong byte. */
    void spoilNextChunk() {
        spoilNextChunk = true;
    }

    /** Frames of messages that are under way now are lost. */
    void loseNextMessages() {
        frames.removeIf(frame -> frame.kind.equals("Messages"));
    }

    /** Frames of this kind are held up from now on; none again if empty. */
    void delay(String kind) {
        delaying = kind;
    }

    /** What was held up of this kind arrives, whatever happened since; the rest is lost. Returns how much it was. */
    int deliverDelayed(String kind) {
        List<InFlight> late =
                delayed.stream().filter(frame -> frame.kind.equals(kind)).toList();
        delayed.clear();
        late.forEach(this::arrive);
        return late.size();
    }

    /** How many hellos were said over this line. */
    int hellos() {
        return hellos;
    }

    /** How often a node left the line by itself. */
    int hangUps() {
        return hangUps;
    }

    int chunksDelivered() {
        return chunksDelivered;
    }

    void tickAll() {
        List.copyOf(dials).forEach(Runnable::run);
        dials.clear();
        nodes.values().forEach(machines -> machines.forEach(TestNode::tick));
    }

    /** Delivers what is under way, in an order of the seed's choice. */
    void deliver() {
        List<InFlight> now = new ArrayList<>(frames);
        frames.clear();
        java.util.Collections.shuffle(now, random);
        for (InFlight frame : now) {
            if (random.nextDouble() < loss) {
                continue;
            }
            if (spoilNextChunk && frame.kind.equals("Chunk")) {
                frame.bytes[frame.bytes.length - 1] ^= 1;
                spoilNextChunk = false;
            }
            chunksDelivered += frame.kind.equals("Chunk") ? 1 : 0;
            int times = random.nextDouble() < doubling ? 2 : 1;
            for (int i = 0; i < times; i++) {
                arrive(frame);
            }
        }
    }

    private void arrive(InFlight frame) {
        List<TestNode> there = Objects.requireNonNull(nodes.get(frame.to)).stream()
                .filter(node -> !left.contains(node))
                .toList();
        if (!there.isEmpty()) {
            there.get(there.size() == 1 ? 0 : random.nextInt(there.size()))
                    .take(frame.from, new Spoken(frame.session, FrameCodec.decode(frame.kind, frame.bytes)));
        }
    }

    private record InFlight(NodeId from, NodeId to, UUID session, String kind, byte[] bytes) {}
}
