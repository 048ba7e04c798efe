package io.yilu.ops.simulation;

import io.yilu.ops.simulation.Roads.Parcel;
import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.FrameCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ObjectNode;

/** The hands of the faults: what they can do to lines and nodes, and how it ends by itself. */
final class Strike {

    private static final Duration FLAP = Duration.ofSeconds(5);
    private static final int FLAPS = 8;

    private final Timeline timeline;
    private final Roads roads;
    private final SimulatedNode county;
    private final List<SimulatedNode> towns;

    Strike(Timeline timeline, Roads roads, SimulatedNode county, List<SimulatedNode> towns) {
        this.timeline = timeline;
        this.roads = roads;
        this.county = county;
        this.towns = towns;
    }

    SimulatedNode town(SplittableRandom random) {
        return towns.get(random.nextInt(towns.size()));
    }

    List<SimulatedNode> towns() {
        return towns;
    }

    /** Half of what befalls nodes befalls the county. */
    SimulatedNode node(SplittableRandom random) {
        return random.nextBoolean() ? county : town(random);
    }

    List<SimulatedNode> nodes() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(county), towns.stream())
                .toList();
    }

    void refuse(SimulatedNode town, Duration time) {
        Weather up = up(town);
        Weather down = down(town);
        up.refusing++;
        down.refusing++;
        timeline.after(time, () -> {
            up.refusing--;
            down.refusing--;
        });
    }

    void swallow(SimulatedNode town, boolean upwards, boolean downwards, Duration time) {
        Weather up = up(town);
        Weather down = down(town);
        up.swallowing += upwards ? 1 : 0;
        down.swallowing += downwards ? 1 : 0;
        timeline.after(time, () -> {
            up.swallowing -= upwards ? 1 : 0;
            down.swallowing -= downwards ? 1 : 0;
        });
    }

    void flap(SimulatedNode town) {
        for (int i = 0; i < FLAPS; i++) {
            timeline.after(FLAP.multipliedBy(2L * i), () -> refuse(town, FLAP));
        }
    }

    void lose(SimulatedNode town, Duration time) {
        for (Weather weather : List.of(up(town), down(town))) {
            weather.losing++;
            timeline.after(time, () -> weather.losing--);
        }
    }

    void slow(SimulatedNode town, Duration time) {
        for (Weather weather : List.of(up(town), down(town))) {
            weather.slow++;
            timeline.after(time, () -> weather.slow--);
        }
    }

    void thin(SimulatedNode town, Duration time) {
        for (Weather weather : List.of(up(town), down(town))) {
            weather.thin++;
            timeline.after(time, () -> weather.thin--);
        }
    }

    void holdBack(SimulatedNode town, Duration time) {
        for (Weather weather : List.of(up(town), down(town))) {
            weather.holdingBack++;
            timeline.after(time, () -> weather.holdingBack--);
        }
    }

    void spoilChunks(SimulatedNode town, int count) {
        up(town).spoilingChunks += count;
        down(town).spoilingChunks += count;
    }

    void emptyBroker() {
        roads.dropAll();
    }

    void repeat(SplittableRandom random, int count) {
        for (int i = 0; i < count && roads.remembersAny(); i++) {
            Parcel parcel = roads.remembered(random);
            timeline.after(Duration.ofMillis(random.nextInt(2000)), () -> deliver(parcel));
        }
    }

    /** An id that is committed at the receiver comes again with another content: the engine keeps what it had. */
    void otherBytes(SplittableRandom random) {
        if (!roads.remembersAny()) {
            return;
        }
        Parcel parcel = roads.remembered(random);
        SimulatedNode receiver = nodeAt(parcel.to());
        Frame.Messages messages = (Frame.Messages) parcel.open();
        List<Envelope> known = messages.envelopes().stream()
                .filter(envelope -> receiver.witness().holds(envelope.origin(), envelope.sequence()))
                .toList();
        known.forEach(envelope -> ((ObjectNode) envelope.payload()).put("opinion", "changed"));
        if (!known.isEmpty()) {
            deliver(parcel(parcel.from(), parcel.to(), new Frame.Messages(messages.lane(), known)));
        }
    }

    /** A town puts another's messages into its own queue. */
    void forge(SplittableRandom random) {
        if (!roads.remembersAny()) {
            return;
        }
        Parcel parcel = roads.remembered(random);
        SimulatedNode forger = town(random);
        if (parcel.to().isCounty() && !forger.id().equals(parcel.from())) {
            deliver(new Parcel(forger.id(), parcel.to(), parcel.kind(), parcel.bytes()));
        }
    }

    void garbage(SplittableRandom random) {
        NodeId from = town(random).id();
        byte[] bytes = "{\"lane\":\"CASE\",\"envelopes\":[{}".getBytes(StandardCharsets.UTF_8);
        deliver(new Parcel(from, county.id(), "Messages", bytes));
        deliver(new Parcel(from, county.id(), "Nonsense", bytes));
        deliver(new Parcel(from, county.id(), "Chunk", bytes));
    }

    void kill(SimulatedNode node, int afterCalls) {
        node.guard().killAfter(afterCalls);
    }

    void pause(SimulatedNode node, Duration time) {
        node.pause();
        timeline.after(time, node::resume);
    }

    void databaseAway(SimulatedNode node, Duration time) {
        node.guard().databaseAway(true);
        timeline.after(time, () -> node.guard().databaseAway(false));
    }

    void diskFull(SimulatedNode node, Duration time) {
        node.disk().full(true);
        timeline.after(time, () -> node.disk().full(false));
    }

    void diskUnreadable(SimulatedNode node, Duration time) {
        node.disk().unreadable(true);
        timeline.after(time, () -> node.disk().unreadable(false));
    }

    private void deliver(Parcel parcel) {
        nodeAt(parcel.to()).take(parcel);
    }

    private SimulatedNode nodeAt(NodeId id) {
        return nodes().stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
    }

    private Weather up(SimulatedNode town) {
        return roads.weather(town.id(), county.id());
    }

    private Weather down(SimulatedNode town) {
        return roads.weather(county.id(), town.id());
    }

    private static Parcel parcel(NodeId from, NodeId to, Frame frame) {
        return new Parcel(from, to, FrameCodec.kind(frame.getClass()), FrameCodec.encode(frame));
    }
}
