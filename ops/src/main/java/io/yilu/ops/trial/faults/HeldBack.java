package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.Deadline;
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
        scene.line().takeAway();
        return scene.awaitAccepted(WITHIN);
    }

    /**
     * Cases of the town on which reviewers were told yes so. They rest until new cases are whole at the county and the town
     * knows it, and then find all that wait for them at once. None if they do not come to rest: what they are told then may
     * have left.
     */
    static List<String> reviewedCases(Scene scene, int wanted) throws InterruptedException {
        return reviewedCases(scene, wanted, WITHIN);
    }

    /** @param within for each wait for people */
    static List<String> reviewedCases(Scene scene, int wanted, Duration within) throws InterruptedException {
        Counter reviewers = new Counter(scene.county(), scene.town());
        int before;
        try {
            if (!scene.gate().close(reviewers, within)) {
                return List.of();
            }
            for (int i = 0; i < wanted; i++) {
                Optional<String> number = scene.awaitAccepted(within);
                if (number.isPresent()) {
                    awaitComplete(scene, number.get());
                }
            }
            // Before anybody is let in again: the first may be told at once.
            before = scene.reviewed().size();
            scene.line().takeAway();
        } finally {
            scene.gate().reopen(reviewers);
        }
        Deadline.in(within).isMet(() -> scene.reviewed().size() >= before + wanted);
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
}
