package io.yilu.ops.simulation;

import io.yilu.ops.simulation.Roads.Parcel;
import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.FrameCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private final Map<NodeId, SimulatedNode> byId = new HashMap<>();
    private final Map<NodeId, SimulatedNode> clones = new HashMap<>();
    private final Set<NodeId> awaitingRestore = new HashSet<>();
    private boolean healed;

    Strike(Timeline timeline, Roads roads, SimulatedNode county, List<SimulatedNode> towns) {
        this.timeline = timeline;
        this.roads = roads;
        this.county = county;
        this.towns = towns;
        nodes().forEach(node -> byId.put(node.id(), node));
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
            Parcel again = random.nextBoolean() ? parcel : roads.saidAgain(parcel);
            timeline.after(Duration.ofMillis(random.nextInt(2000)), () -> deliver(again));
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
            UUID session = roads.session(forger.id(), parcel.to());
            deliver(new Parcel(forger.id(), parcel.to(), session, parcel.kind(), parcel.bytes()));
        }
    }

    void garbage(SplittableRandom random) {
        NodeId from = town(random).id();
        UUID session = roads.session(from, county.id());
        byte[] bytes = "{\"lane\":\"CASE\",\"envelopes\":[{}".getBytes(StandardCharsets.UTF_8);
        deliver(new Parcel(from, county.id(), session, "Messages", bytes));
        deliver(new Parcel(from, county.id(), session, "Nonsense", bytes));
        deliver(new Parcel(from, county.id(), session, "Chunk", bytes));
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

    SimulatedNode county() {
        return county;
    }

    /** What is backed up now comes back after that time, as on a new machine; one restore of a node at a time. */
    void restore(SimulatedNode node, Duration later) {
        if (!awaitingRestore.add(node.id())) {
            return;
        }
        Backup backup = node.backup();
        timeline.after(later, () -> {
            awaitingRestore.remove(node.id());
            if (healed) {
                return;
            }
            node.restore(backup, (at, origin, sequence) -> nodeAt(at).witness().holds(origin, sequence));
            if (node != county) {
                letIn(node, node.instance());
            }
        });
    }

    /** The administrator enrols the town's machine again as soon as the county's page answers. */
    private void letIn(SimulatedNode town, UUID instance) {
        timeline.after(Duration.ofSeconds(1), () -> {
            if (town.instance().equals(instance) && !county.admits(town.id(), instance)) {
                letIn(town, instance);
            }
        });
    }

    /** Both have the same certificate and queues; then the copy is found and switched off, and the town enrolled again. */
    void cloneOf(SimulatedNode town, SplittableRandom random, Duration time) {
        if (clones.containsKey(town.id()) || healed) {
            return;
        }
        SimulatedNode clone = town.cloned(random.split());
        clones.put(town.id(), clone);
        clone.start();
        tick(clone);
        timeline.after(time, () -> endClone(town));
    }

    private void endClone(SimulatedNode town) {
        SimulatedNode clone = clones.remove(town.id());
        if (clone != null) {
            clone.switchOff();
            letIn(town, town.instance());
        }
    }

    private void tick(SimulatedNode clone) {
        timeline.after(Duration.ofMillis(250), () -> {
            if (clones.containsValue(clone)) {
                clone.tick();
                tick(clone);
            }
        });
    }

    /** Who takes what comes for this node: a copy of it competes for every message. */
    SimulatedNode consumer(NodeId id, SplittableRandom random) {
        SimulatedNode clone = clones.get(id);
        return clone != null && random.nextBoolean() ? clone : nodeAt(id);
    }

    void setClock(SimulatedNode node, SplittableRandom random, Duration time) {
        node.clock().setWrong(CLOCK_ERRORS.get(random.nextInt(CLOCK_ERRORS.size())));
        timeline.after(time, () -> node.clock().setWrong(Duration.ZERO));
    }

    /** No more restores, and no more copies. */
    void heal() {
        healed = true;
        towns.forEach(this::endClone);
    }

    private void deliver(Parcel parcel) {
        nodeAt(parcel.to()).take(parcel);
    }

    private SimulatedNode nodeAt(NodeId id) {
        return Objects.requireNonNull(byId.get(id));
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
