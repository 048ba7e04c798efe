package io.yilu.ops.simulation;

import io.yilu.schemas.identity.NodeId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** Machines that take a node's place or stand beside it: put back from a backup, or copied by mistake. */
final class Machines {

    private final Timeline timeline;
    private final Days days;
    private final SimulatedNode county;
    private final List<SimulatedNode> towns;
    private final Map<NodeId, SimulatedNode> byId = new HashMap<>();
    private final Map<NodeId, SimulatedNode> clones = new HashMap<>();
    private final Set<NodeId> awaitingRestore = new HashSet<>();
    private boolean healed;

    Machines(Timeline timeline, Days days, SimulatedNode county, List<SimulatedNode> towns) {
        this.timeline = timeline;
        this.days = days;
        this.county = county;
        this.towns = towns;
        byId.put(county.id(), county);
        towns.forEach(town -> byId.put(town.id(), town));
    }

    SimulatedNode at(NodeId id) {
        return Objects.requireNonNull(byId.get(id));
    }

    /**
     * A backup is made after some time and comes back later, after a night, as on a new machine; one restore of a node at a
     * time.
     */
    void restore(SimulatedNode node, Duration untilBackup, Duration later, Duration night, Blow blow) {
        if (awaitingRestore.add(node.id())) {
            blow.begins();
            timeline.after(untilBackup, () -> putBack(node, node.backup(), later, night, blow));
        }
    }

    private void putBack(SimulatedNode node, Backup backup, Duration later, Duration night, Blow blow) {
        timeline.after(later, () -> {
            awaitingRestore.remove(node.id());
            if (healed) {
                return;
            }
            days.sleep(night);
            blow.meets();
            node.restore(backup, (at, origin, sequence) -> at(at).witness().holds(origin, sequence));
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
    void cloneOf(SimulatedNode town, SplittableRandom random, Duration time, Blow blow) {
        if (clones.containsKey(town.id()) || healed) {
            return;
        }
        blow.meets();
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

    /** Who takes what comes for this node: a copy of it competes for every message, unless one of them has left the line. */
    SimulatedNode consumer(NodeId id, SplittableRandom random) {
        SimulatedNode clone = clones.get(id);
        if (clone == null || clone.hasHungUp()) {
            return at(id);
        }
        return at(id).hasHungUp() || random.nextBoolean() ? clone : at(id);
    }

    /** No more restores, and no more copies. */
    void heal() {
        healed = true;
        towns.forEach(this::endClone);
    }
}
