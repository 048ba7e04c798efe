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
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The hands of the faults: what they can do to lines and nodes, and how it ends by itself. */
final class Strike {

    private static final Duration FLAP = Duration.ofSeconds(5);
    private static final int FLAPS = 8;
    private static final List<Duration> CLOCK_ERRORS = List.of(
            Duration.ofDays(-7300),
            Duration.ofDays(-1),
            Duration.ofMinutes(-5),
            Duration.ofMinutes(5),
            Duration.ofDays(1),
            Duration.ofDays(7300));

    private final Timeline timeline;
    private final Roads roads;
    private final SimulatedNode county;
    private final List<SimulatedNode> towns;
    private final Days days;
    private final Machines machines;
    private Blow blow = new Blow();

    Strike(Timeline timeline, Roads roads, SimulatedNode county, List<SimulatedNode> towns) {
        this.timeline = timeline;
        this.roads = roads;
        this.county = county;
        this.towns = towns;
        this.days = new Days(timeline, this::deliver);
        this.machines = new Machines(timeline, days, county, towns);
    }

    /** Lets a fault strike; what it meets is noted at the answer. */
    Blow of(Fault fault, int attempt) {
        blow = new Blow();
        fault.kind().strike(this, new SplittableRandom(fault.seed() + attempt));
        return blow;
    }

    /** The one that strikes now. */
    Blow blow() {
        return blow;
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

    /** A trouble for so long, of this blow. */
    private void during(Trouble trouble, Duration time) {
        Blow by = blow;
        trouble.begin(by);
        timeline.after(time, () -> trouble.end(by));
    }

    void refuse(SimulatedNode town, Duration time) {
        line(town).forEach(weather -> during(weather.refusing, time));
    }

    void swallow(SimulatedNode town, boolean upwards, boolean downwards, Duration time) {
        if (upwards) {
            during(up(town).swallowing, time);
        }
        if (downwards) {
            during(down(town).swallowing, time);
        }
    }

    void flap(SimulatedNode town) {
        Blow by = blow;
        for (int i = 0; i < FLAPS; i++) {
            timeline.after(FLAP.multipliedBy(2L * i), () -> {
                blow = by;
                refuse(town, FLAP);
            });
        }
        by.begins();
    }

    void lose(SimulatedNode town, Duration time) {
        line(town).forEach(weather -> during(weather.losing, time));
    }

    void slow(SimulatedNode town, Duration time) {
        line(town).forEach(weather -> during(weather.slow, time));
    }

    void thin(SimulatedNode town, Duration time) {
        line(town).forEach(weather -> during(weather.thin, time));
    }

    void holdBack(SimulatedNode town, Duration time) {
        line(town).forEach(weather -> during(weather.holdingBack, time));
    }

    void cutForDays(SimulatedNode town, SplittableRandom random) {
        days.cut(blow, line(town), random);
    }

    void delayByDays(SimulatedNode town, SplittableRandom random) {
        days.delay(blow, line(town), random);
    }

    void spoilChunks(SimulatedNode town, int count) {
        line(town).forEach(weather -> weather.spoilingChunks.add(blow, count));
    }

    void emptyBroker() {
        if (roads.dropAll()) {
            blow.meets();
        }
    }

    void repeat(SplittableRandom random, int count) {
        Blow by = blow;
        for (int i = 0; i < count && roads.remembersAny(); i++) {
            Parcel parcel = roads.remembered(random);
            Parcel again = random.nextBoolean() ? parcel : roads.saidAgain(parcel);
            by.begins();
            timeline.after(Duration.ofMillis(random.nextInt(2000)), () -> deliver(again, by));
        }
    }

    /** An id that is committed at the receiver comes again with another content: the engine keeps what it had. */
    void otherBytes(SplittableRandom random) {
        if (!roads.remembersAny()) {
            return;
        }
        Parcel parcel = roads.remembered(random);
        SimulatedNode receiver = machines.at(parcel.to());
        Frame.Messages messages = (Frame.Messages) parcel.open();
        List<Envelope> known = messages.envelopes().stream()
                .filter(envelope -> receiver.witness().holds(envelope.origin(), envelope.sequence()))
                .toList();
        known.forEach(envelope -> ((ObjectNode) envelope.payload()).put("opinion", "changed"));
        if (!known.isEmpty()) {
            deliver(parcel(parcel.from(), parcel.to(), new Frame.Messages(messages.lane(), known)), blow);
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
            UUID session = roads.session(forger.id(), parcel.to());
            deliver(new Parcel(forger.id(), parcel.to(), session, parcel.kind(), parcel.bytes()), blow);
        }
    }

    void garbage(SplittableRandom random) {
        NodeId from = town(random).id();
        UUID session = roads.session(from, county.id());
        byte[] bytes = "{\"lane\":\"CASE\",\"envelopes\":[{}".getBytes(StandardCharsets.UTF_8);
        deliver(new Parcel(from, county.id(), session, "Messages", bytes), blow);
        deliver(new Parcel(from, county.id(), session, "Nonsense", bytes), blow);
        deliver(new Parcel(from, county.id(), session, "Chunk", bytes), blow);
    }

    /** Nobody dies who is dead already, or about to die. */
    void kill(SimulatedNode node, int afterCalls) {
        if (node.isUp() && !node.guard().isDoomed()) {
            node.guard().killAfter(afterCalls, blow);
        }
    }

    void pause(SimulatedNode node, Duration time) {
        if (node.isUp()) {
            blow.meets();
            node.pause();
            timeline.after(time, node::resume);
        }
    }

    void databaseAway(SimulatedNode node, Duration time) {
        during(node.guard().databaseAway(), time);
    }

    void diskFull(SimulatedNode node, Duration time) {
        during(node.disk().full(), time);
    }

    void diskUnreadable(SimulatedNode node, Duration time) {
        during(node.disk().unreadable(), time);
    }

    void loseParts(SimulatedNode node) {
        if (node.disk().loseParts()) {
            blow.meets();
        }
    }

    SimulatedNode county() {
        return county;
    }

    void restore(SimulatedNode node, Duration untilBackup, Duration later, Duration night) {
        machines.restore(node, untilBackup, later, night, blow);
    }

    void cloneOf(SimulatedNode town, SplittableRandom random, Duration time) {
        machines.cloneOf(town, random, time, blow);
    }

    SimulatedNode consumer(NodeId id, SplittableRandom random) {
        return machines.consumer(id, random);
    }

    void setClock(SimulatedNode node, SplittableRandom random, Duration time) {
        if (node.isUp()) {
            blow.meets();
            node.clock().setWrong(CLOCK_ERRORS.get(random.nextInt(CLOCK_ERRORS.size())));
            timeline.after(time, () -> node.clock().setWrong(Duration.ZERO));
        }
    }

    /** Nobody sleeps any more: what is there already ends within minutes. */
    void evening() {
        days.end();
    }

    void heal() {
        machines.heal();
    }

    private void deliver(Parcel parcel, Blow by) {
        if (machines.at(parcel.to()).isUp()) {
            by.meets();
        }
        deliver(parcel);
    }

    private void deliver(Parcel parcel) {
        machines.at(parcel.to()).take(parcel);
    }

    private List<Weather> line(SimulatedNode town) {
        return List.of(up(town), down(town));
    }

    private Weather up(SimulatedNode town) {
        return roads.weather(town.id(), county.id());
    }

    private Weather down(SimulatedNode town) {
        return roads.weather(county.id(), town.id());
    }

    private Parcel parcel(NodeId from, NodeId to, Frame frame) {
        return new Parcel(
                from, to, roads.session(from, to), FrameCodec.kind(frame.getClass()), FrameCodec.encode(frame));
    }
}
