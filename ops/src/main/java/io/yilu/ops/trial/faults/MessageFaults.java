package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.trial.faults.Card.Way;
import io.yilu.ops.trial.line.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Messages that do harm where they are applied. */
final class MessageFaults {

    private static final int DEATHS = 2;
    /** The second time it must have started again before. */
    private static final Duration DIES_WITHIN = Duration.ofMinutes(3);

    private MessageFaults() {}

    static List<Fault> all() {
        return List.of(deadly());
    }

    private static Fault deadly() {
        Card card = new Card(
                "message-kills-county",
                "2, 4",
                "a message that kills the JVM",
                Way.NEAR,
                "the county halts while it applies one case, twice, and may then apply it; one that always kills:"
                        + " law_4_a_message_that_kills_the_process_is_put_aside_after_five_attempts");
        return Fault.ofCounty(card, scene -> {
            Optional<String> number = HeldBack.acceptedCase(scene);
            if (number.isEmpty()) {
                scene.line().set(Weather.FAIR);
                scene.miss("no clerk came");
                return;
            }
            String point = "applying@" + number.get();
            try {
                for (int i = 0; i < DEATHS; i++) {
                    scene.fleet().arm(scene.county(), point, "halt");
                    scene.line().set(Weather.FAIR);
                    boolean died =
                            Deadline.in(DIES_WITHIN).isMet(() -> !scene.fleet().isArmed(scene.county(), point));
                    if (!died) {
                        scene.miss(number.get() + " killed nobody");
                        break;
                    }
                    scene.say(number.get() + " killed the county");
                    Deadline.pause(Duration.ofSeconds(1));
                }
            } finally {
                scene.fleet().disarm(scene.county(), point);
                scene.line().set(Weather.FAIR);
            }
            scene.fleet().awaitReady(scene.county());
        });
    }
}
