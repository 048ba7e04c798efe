package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.trial.faults.Card.Way;
import java.time.Duration;
import java.util.List;

/** A town's data directory twice, or from yesterday. */
final class CopyFaults {

    private CopyFaults() {}

    static List<Fault> all() {
        return List.of(twin());
    }

    private static Fault twin() {
        Card card = new Card(
                "clone",
                "8",
                "Two connections from one town; a cloned node with the same certificate",
                Way.EXACT,
                "the township's data directory is copied while it is stopped; both run for 15 s with the same keys, then the"
                        + " copy ends; nobody writes at the copy");
        return Fault.ofTown(card, scene -> {
            try (AutoCloseable copy = scene.fleet().startTwin(scene.town())) {
                scene.say(copy + " speaks for " + scene.town().name() + " too");
                Deadline.pause(Duration.ofSeconds(15));
            }
        });
    }
}
