package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.trial.line.Weather;
import io.yilu.ops.trial.load.Counter;
import io.yilu.ops.trial.load.Desk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What people were told yes to while the town has no line, so that nothing of it has left; the line stays away. */
final class HeldBack {

    private static final Duration WITHIN = Duration.ofSeconds(40);
    private static final String COMPLETE = "COMPLETE";

    private HeldBack() {}

    /** A case that was accepted so. */
    static Optional<String> acceptedCase(Scene scene) throws InterruptedException {
        withoutLine(scene);
        return scene.awaitAccepted(WITHIN);
    }

    /**
     * Cases of the town on which reviewers were told yes so. They rest until new cases are whole at the county and the town
     * knows it, and then find all that wait for them at once.
     */
    static List<String> reviewedCases(Scene scene, int wanted) throws InterruptedException {
        Counter reviewers = new Counter(scene.county(), scene.town());
        scene.gate().close(reviewers, WITHIN);
        try {
            for (int i = 0; i < wanted; i++) {
                Optional<String> number = scene.awaitAccepted(WITHIN);
                if (number.isPresent()) {
                    awaitComplete(scene, number.get());
                }
            }
            withoutLine(scene);
        } finally {
            scene.gate().reopen(reviewers);
        }
        int before = scene.reviewed().size();
        Deadline.in(WITHIN).isMet(() -> scene.reviewed().size() >= before + wanted);
        return scene.reviewed().stream().skip(before).toList();
    }

    private static void awaitComplete(Scene scene, String number) throws InterruptedException {
        Desk clerk = new Desk(scene.town(), "clerk");
        Look.isSeen(
                () -> clerk.get("/api/v1/cases/" + number)
                        .path("delivery")
                        .asString("")
                        .equals(COMPLETE),
                Look.PATIENCE);
    }

    private static void withoutLine(Scene scene) {
        scene.line().set(Weather.NO_LINE);
        scene.line().cut();
    }
}
