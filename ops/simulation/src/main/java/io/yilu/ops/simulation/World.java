package io.yilu.ops.simulation;

import io.yilu.schemas.identity.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One county with its towns, their lines, their people and their bad luck, from the first case to the last receipt. */
final class World {

    private static final int MOST_ACTS = 9;
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration AFTERMATH = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration STRIKES_AGAIN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Plan plan;
    private final Timeline timeline = new Timeline();
    private final Trace trace;
    private final Checker checker;
    private final Roads roads;
    private final Desks desks;
    private final Strike strike;
    private final SplittableRandom random;
    private final Saboteur saboteur;
    private final ItStaff staff;
    private final Map<NodeId, SimulatedNode> nodes = new LinkedHashMap<>();
    private final Map<Blow, FaultKind> blows = new LinkedHashMap<>();
    private int faultsDue;
    private long heardBefore;
    private Duration movedAt = Duration.ZERO;
    private @Nullable Duration healedAt;
    private boolean finished;

    World(Plan plan, Sabotage sabotage, boolean traced) {
        this.plan = plan;
        this.random = new SplittableRandom(plan.seed());
        this.trace = new Trace(timeline, traced);
        this.checker = new Checker(timeline);
        this.staff = new ItStaff(SimulatedNode.CODEC, trace);
        this.roads = new Roads(timeline, random.split(), trace, PlainSpeech.isSpokenIn(plan));
        this.desks = new Desks(plan.seed(), plan.messages(), random.split());
        this.saboteur = new Saboteur(sabotage);
        Surroundings surroundings = new Surroundings(timeline, roads, checker, trace, saboteur, desks::heard);
        List<NodeId> towns = new ArrayList<>();
        for (int i = 1; i <= plan.townships(); i++) {
            towns.add(NodeId.of("6109241%02d".formatted(i)));
        }
        SimulatedNode county = new SimulatedNode(NodeId.COUNTY, towns, surroundings, random.split());
        nodes.put(NodeId.COUNTY, county);
        towns.forEach(
                town -> nodes.put(town, new SimulatedNode(town, List.of(NodeId.COUNTY), surroundings, random.split())));
        this.strike = new Strike(
                timeline, roads, county, nodes.values().stream().skip(1).toList());
        SplittableRandom consumers = random.split();
        roads.deliverTo(parcel -> strike.consumer(parcel.to(), consumers).take(parcel));
    }

    /** Runs until everything is home, a law is broken, or {@code until} steps are over. */
    Verdict run(long until) {
        EngineLog.to(this::engineSaid);
        nodes.values().forEach(SimulatedNode::start);
        nodes.values().forEach(this::tick);
        nodes.values().forEach(this::work);
        watch();
        while (!finished && checker.broken().isEmpty() && timeline.steps() < until && timeline.step()) {
            strikeDue();
        }
        EngineLog.to(null);
        timeline.end();
        List<FaultKind> met = blows.entrySet().stream()
                .filter(blow -> blow.getKey().hasMet())
                .map(Map.Entry::getValue)
                .toList();
        return new Verdict(
                plan,
                checker.broken(),
                checker.accepted(),
                checker.arrived(),
                checker.heard(),
                met.size(),
                Set.copyOf(met),
                staff.retried(),
                roads.carried(),
                timeline.steps(),
                timeline.now(),
                trace.fingerprint(),
                trace);
    }

    private void engineSaid(String line, boolean programmingError) {
        trace.everyone("log", () -> line);
        if (programmingError) {
            checker.breaks(Law.STUMBLED, "", line);
        }
    }

    private void tick(SimulatedNode node) {
        timeline.after(TICK, () -> {
            node.tick();
            tick(node);
        });
    }

    /**
     * Clerks do some ten things a second in each town, reviewers keep up with them. Several people act at one moment, so that
     * most frames carry several messages, as at a busy hour.
     */
    private void work(SimulatedNode node) {
        int acts = 1 + random.nextInt(MOST_ACTS);
        int most = acts * (node.id().isCounty() ? 150 / plan.townships() : 200);
        timeline.after(Duration.ofMillis(1 + random.nextInt(most)), () -> {
            for (int i = 0; i < acts && node.isUp(); i++) {
                node.run(() -> desks.act(node));
            }
            work(node);
        });
    }

    private void strikeDue() {
        while (faultsDue < plan.faults().size()
                && plan.faults().get(faultsDue).atMessage() <= desks.planned()
                && healedAt == null) {
            strike(plan.faults().get(faultsDue++), 0);
        }
    }

    /** Where there is nothing just now that it could meet, such as a process to end, it strikes a little later. */
    private void strike(Fault fault, int attempt) {
        if (healedAt != null) {
            return;
        }
        trace.everyone("!", fault::toString);
        Blow blow = strike.of(fault, attempt);
        if (blow.hasBegun()) {
            blows.put(blow, fault.kind());
        } else {
            timeline.after(STRIKES_AGAIN, () -> strike(fault, attempt + 1));
        }
    }

    private void watch() {
        timeline.after(LOOK_EVERY, () -> {
            checker.look();
            if (healedAt == null && !desks.mayOpenMore()) {
                timeline.after(AFTERMATH, this::heal);
                healedAt = timeline.now().plus(AFTERMATH);
                strike.evening();
            } else if (healedAt != null && timeline.now().compareTo(healedAt) > 0) {
                nodes.values().forEach(staff::lookAt);
                staff.enrol(Objects.requireNonNull(nodes.get(NodeId.COUNTY)), nodes.values());
                finishIfQuiet();
            }
            watch();
        });
    }

    private void heal() {
        trace.everyone("!", () -> "everything heals");
        roads.heal();
        strike.heal();
        nodes.values().forEach(SimulatedNode::heal);
    }

    /** Patience counts from what was done last: people may have much to work off after the storm. */
    private void finishIfQuiet() {
        if (checker.heard() > heardBefore) {
            heardBefore = checker.heard();
            movedAt = timeline.now();
        }
        // The checker looks through all that was ever said; the nodes know soon that there is more to do.
        if (nodes.values().stream().allMatch(SimulatedNode::isAtRest) && checker.isQuiet(this::content)) {
            finished = true;
        } else if (timeline.now().minus(movedAt).compareTo(PATIENCE) > 0) {
            finished = true;
            checker.judge(this::content);
            checker.breaks(
                    Law.RESTLESS,
                    "",
                    nodes.values().stream()
                            .filter(node -> !node.isAtRest())
                            .map(SimulatedNode::whatIsOpen)
                            .collect(Collectors.joining("; ")));
        }
    }

    /** The case that was wronged on purpose. */
    String victim() {
        return Objects.requireNonNull(saboteur.victim());
    }

    private byte @Nullable [] content(NodeId node, String sha256) {
        return Objects.requireNonNull(nodes.get(node)).content(sha256);
    }
}
