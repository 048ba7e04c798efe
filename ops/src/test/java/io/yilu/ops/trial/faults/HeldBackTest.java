package io.yilu.ops.trial.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import io.yilu.ops.trial.line.Weather;
import io.yilu.ops.trial.load.Counter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is held back is what reviewers were told after the line was taken away, all of it and nothing else. */
@Timeout(30)
class HeldBackTest {

    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private Stage stage;
    private Counter reviewers;
    private String number;

    @BeforeEach
    void set() throws IOException {
        stage = new Stage(folder);
        reviewers = new Counter(stage.scene.county(), stage.town);
        number = stage.town.id() + "-1";
    }

    @AfterEach
    void clear() throws IOException {
        stage.close();
    }

    @Test
    void while_a_reviewer_still_waits_for_an_answer_nothing_is_called_held_back() throws Exception {
        assertThat(stage.gate.enter(reviewers, "decision-1")).isTrue();
        assertThat(HeldBack.reviewedCases(stage.scene, 1, SHORT)).isEmpty();
        assertThat(stage.line().weather()).as("it was not even taken away").isEqualTo(Weather.FAIR);
        assertThat(stage.gate.enter(reviewers, "decision-2")).isTrue();
    }

    @Test
    void what_a_reviewer_is_told_at_the_first_moment_is_found() throws Exception {
        for (int i = 0; i < 20; i++) {
            // It takes a moment to end them, in which the reviewer comes to the gate.
            stage.dial();
        }
        CompletableFuture<Void> reviewer = CompletableFuture.runAsync(() -> {
            awaitNoLine();
            // Nobody reads the log between the open gate and the answer.
            synchronized (stage.history) {
                while (!stage.gate.enter(reviewers, "decision-1")) {
                    Thread.onSpinWait();
                }
                told();
            }
        });
        assertThat(HeldBack.reviewedCases(stage.scene, 1, SHORT)).containsExactly(number);
        reviewer.join();
    }

    private void awaitNoLine() {
        while (stage.line().weather() != Weather.NO_LINE) {
            Thread.onSpinWait();
        }
    }

    private void told() {
        stage.note(Phase.TOLD, Kind.DECISION, "decision-1", stage.scene.county(), number);
    }
}
