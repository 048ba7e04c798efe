package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.TwinNode;
import io.yilu.ops.trial.Yesterday;
import io.yilu.ops.trial.faults.Card.Way;
import java.time.Duration;
import java.util.List;

/**
 * A data directory twice, or from yesterday.
 *
 * <p>What only a disk that is put back had is gone, on any machine; so people stop and everything arrives before one is put
 * back, and whatever either side still holds must be on both again.
 */
final class CopyFaults {

    private static final String FENCED = "YILU-FENCE-001";
    private static final Duration A_DAY = Duration.ofSeconds(15);

    private CopyFaults() {}

    static List<Fault> all() {
        return List.of(twin(), townRestored(), countyRestored(), bothRestored());
    }

    private static Fault twin() {
        Card card = new Card(
                "clone",
                "8",
                "Two connections from one town; a cloned node with the same certificate",
                Way.EXACT,
                "the township's data directory is copied while it is stopped; both run for 15 s with the same keys and until"
                        + " the county has refused and counted one of them, then the copy ends; nobody writes at the copy");
        return Fault.ofTown(card, scene -> {
            Refused refused = new Refused(scene, FENCED);
            if (!refused.isBegun()) {
                scene.miss("the county did not answer");
                return;
            }
            try (TwinNode copy = scene.fleet().startTwin(scene.town())) {
                scene.say(copy + " speaks for " + scene.town().name() + " too");
                Deadline.pause(Duration.ofSeconds(15));
                // It dials again and again, so that the count comes also after a restart of the county.
                Look.require(
                        Look.isSeen(refused::isCounted, Look.PATIENCE),
                        "The county did not refuse " + copy + ", or did not count it");
                scene.say("refused and counted");
            }
        });
    }

    private static Fault townRestored() {
        Card card = new Card(
                "restored-town",
                "1, 3, 8",
                "Township restored from yesterday",
                Way.NEAR,
                "the township's directory is put back to an earlier copy and let in again; yesterday was a minute ago");
        return Fault.ofTown(card, alone(scene -> {
            NodePlan town = scene.town();
            Yesterday before = Yesterday.of(scene.fleet(), town);
            aDayPasses(scene);
            try (Quiet quiet = Quiet.at(scene, List.of(town))) {
                if (quiet.isReached()) {
                    before.putBack();
                    scene.gate().restored(town);
                    scene.say(town.name() + " is back as it was a day ago");
                    quiet.awaitWhole();
                }
            }
        }));
    }

    private static Fault countyRestored() {
        Card card = new Card(
                "restored-county",
                "1, 3",
                "county restored from yesterday",
                Way.NEAR,
                "the county's directory is put back to an earlier copy; yesterday was a minute ago");
        return Fault.ofCounty(card, alone(scene -> {
            Yesterday before = Yesterday.of(scene.fleet(), scene.county());
            aDayPasses(scene);
            try (Quiet quiet = Quiet.at(scene, scene.fleet().plan().nodes())) {
                if (quiet.isReached()) {
                    before.putBack();
                    scene.say("the county is back as it was a day ago");
                    quiet.awaitWhole();
                }
            }
        }));
    }

    private static Fault bothRestored() {
        Card card = new Card(
                "restored-both",
                "1, 3, 8",
                "both, different days",
                Way.NEAR,
                "a township put back to before it did some work, the county to after it, both down at the same time; nobody"
                        + " deals with this town's cases after the county's day, since what neither holds is lost on any machine"
                        + " (law_3_a_message_that_no_node_holds_any_more_is_named_and_stops_nothing). So all that this town"
                        + " did is with the county, and what the others did since with them; days are a minute");
        return Fault.ofCounty(card, alone(scene -> {
            NodePlan town = scene.town();
            Yesterday before = Yesterday.of(scene.fleet(), town);
            aDayPasses(scene);
            try (Quiet resting = Quiet.about(scene, town)) {
                if (!resting.isReached()) {
                    return;
                }
                Yesterday later = Yesterday.of(scene.fleet(), scene.county());
                others(scene).forEach(other -> {
                    scene.gate().call(other);
                    scene.gate().call(other);
                });
                Deadline.pause(A_DAY);
                try (Quiet quiet = Quiet.at(scene, scene.fleet().plan().nodes())) {
                    if (quiet.isReached()) {
                        before.putBackWith(later);
                        scene.gate().restored(town);
                        scene.say("the county and " + town.name() + " are back as they were on two different days");
                        quiet.awaitWhole();
                    }
                }
            }
        }));
    }

    private static Fault.Strike alone(Fault.Strike restore) {
        return scene -> {
            scene.truce().beginRestore();
            try {
                restore.at(scene);
            } finally {
                scene.truce().endRestore();
            }
        };
    }

    /** Whose work the county will have forgotten. */
    private static List<NodePlan> others(Scene scene) {
        return scene.fleet().plan().towns().stream()
                .filter(town -> !town.equals(scene.town()))
                .toList();
    }

    private static void aDayPasses(Scene scene) throws InterruptedException {
        // What was done since yesterday is what a restore may lose: there must be something.
        scene.gate().call(scene.town());
        scene.gate().call(scene.town());
        scene.awaitAccepted(Duration.ofSeconds(30));
        Deadline.pause(A_DAY);
    }
}
