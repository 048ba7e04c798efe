package io.yilu.ops.trial.faults;

import static io.yilu.ops.trial.faults.Look.require;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.load.Counter;
import io.yilu.ops.trial.load.Desk;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * People rest at some nodes, no other fault strikes, and nothing of theirs is under way any more; all begin again when this is
 * closed.
 */
final class Quiet implements AutoCloseable {

    private static final Duration WITHIN = Duration.ofMinutes(4);
    private static final Duration TRUCE_WITHIN = Duration.ofMinutes(4);
    private static final Duration WHOLE_WITHIN = Duration.ofMinutes(6);

    private final Scene scene;
    private final List<NodePlan> resting;
    private final List<Counter> counters;
    private final boolean isReached;
    private String underWay = "";

    private Quiet(Scene scene, List<NodePlan> resting, List<Counter> counters) throws InterruptedException {
        this.scene = scene;
        this.resting = List.copyOf(resting);
        this.counters = List.copyOf(counters);
        boolean isTruce = scene.truce().declare(TRUCE_WITHIN);
        Deadline deadline = Deadline.in(WITHIN);
        boolean penDown = isTruce;
        for (NodePlan node : resting) {
            penDown = penDown && scene.gate().close(node, WITHIN);
        }
        for (Counter counter : counters) {
            penDown = penDown && scene.gate().close(counter, WITHIN);
        }
        isReached = penDown && deadline.isMet(this::isNothingUnderWay);
        if (!isReached) {
            scene.miss((isTruce ? "not everything arrived" : "other faults did not end") + " within "
                    + WITHIN.toSeconds() + " s, so nothing was put back" + lastSeen());
        }
    }

    static Quiet at(Scene scene, List<NodePlan> nodes) throws InterruptedException {
        return new Quiet(scene, nodes, List.of());
    }

    /** Nobody deals with the town's cases, there or at the county; the county's people go on with those of others. */
    static Quiet about(Scene scene, NodePlan town) throws InterruptedException {
        return new Quiet(scene, List.of(town), List.of(new Counter(scene.county(), town)));
    }

    boolean isReached() {
        return isReached;
    }

    /** As IT staff see it on the routes page, twice in a row: what a town has written counts there with its next heartbeat. */
    private boolean isNothingUnderWay() {
        try {
            boolean first = isRoutesEmpty();
            Deadline.pause(Duration.ofSeconds(3));
            return first && isRoutesEmpty();
        } catch (IOException away) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String lastSeen() {
        return underWay.isEmpty() ? "" : "; under way: " + underWay;
    }

    private boolean isRoutesEmpty() throws IOException, InterruptedException {
        List<String> towns = resting.stream()
                .filter(node -> !node.isCounty())
                .map(node -> node.id().value())
                .toList();
        for (JsonNode route :
                new Desk(scene.county(), "it").get("/api/v1/routes").path("routes")) {
            boolean isEmpty = route.path("pendingCases").asLong() == 0
                    && route.path("pendingBytes").asLong() == 0
                    && route.path("incomingFiles").asLong() == 0
                    && !route.path("state").asString().equals("DOWN");
            if (towns.contains(route.path("site").asString()) && !isEmpty) {
                underWay = route.toString();
                return false;
            }
        }
        underWay = "";
        return true;
    }

    /** Each node that rests may work again, and the county shows every case that a clerk was told. */
    void awaitWhole() throws InterruptedException, TimeoutException {
        Deadline deadline = Deadline.in(WHOLE_WITHIN);
        for (NodePlan node : resting) {
            if (!node.isCounty()) {
                deadline.awaitTrue(
                        node.name() + " has its history again",
                        () -> scene.fleet().mayWork(node));
            }
        }
        TakenCases taken = new TakenCases(scene, resting);
        require(
                deadline.isMet(taken::areAllAtCounty),
                "The county does not show every case again after " + WHOLE_WITHIN.toMinutes() + " min: "
                        + taken.lastTrouble());
    }

    @Override
    public void close() {
        resting.forEach(node -> scene.gate().reopen(node));
        counters.forEach(counter -> scene.gate().reopen(counter));
        scene.truce().lift();
    }
}
