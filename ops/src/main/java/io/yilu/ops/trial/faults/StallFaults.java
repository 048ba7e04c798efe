package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.Stall;
import io.yilu.ops.trial.faults.Card.Way;
import java.time.Duration;
import java.util.List;

/** Processes that stand still and go on: a machine that is asleep, a disk or a lock that takes for ever. */
final class StallFaults {

    private StallFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.ofTown(
                        new Card(
                                "stall-town",
                                "3",
                                "half-open connections",
                                Way.EXACT,
                                "the township's process is stopped for 8 to 20 s (SIGSTOP) and goes on"),
                        scene -> stall(scene, scene.town(), false)),
                Fault.ofCounty(
                        new Card(
                                "stall-county",
                                "3",
                                "half-open connections",
                                Way.EXACT,
                                "the county's process is stopped for 8 to 20 s (SIGSTOP) and goes on"),
                        scene -> stall(scene, scene.county(), false)),
                Fault.ofCounty(
                        new Card(
                                "stall-county-database",
                                "2, 3",
                                "database deadlock",
                                Way.NEAR,
                                "the county's database answers nobody for 8 to 20 s (SIGSTOP); transactions that the database"
                                        + " itself gives up:"
                                        + " law_2_nothing_is_applied_twice_though_frames_come_again_and_databases_give_up"),
                        scene -> stall(scene, scene.county(), true)));
    }

    private static void stall(Scene scene, NodePlan node, boolean isDatabase) throws Exception {
        Duration time = scene.between(8, 20);
        try (Stall stopped =
                isDatabase ? scene.fleet().stallDatabase(node) : scene.fleet().stall(node)) {
            if (stopped.pids().isEmpty()) {
                scene.miss(stopped + " had no process just then");
                return;
            }
            Deadline.pause(time);
            scene.say(stopped + " stood still for " + time.toSeconds() + " s");
        }
        scene.fleet().awaitReady(node);
    }
}
