package io.yilu.ops.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.trial.Storm.Outcome;
import io.yilu.ops.trial.check.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void a_trial_passes_only_if_every_fault_that_was_asked_for_has_struck() {
        assertThat(outcome(true, List.of()).exitCode()).isZero();
        assertThat(outcome(false, List.of()).exitCode()).isEqualTo(1);
        assertThat(outcome(true, List.of("messages-gapped")).exitCode()).isEqualTo(3);
        assertThat(outcome(false, List.of("messages-gapped")).exitCode()).isEqualTo(1);
    }

    private static Outcome outcome(boolean isGood, List<String> notStruck) {
        return new Outcome(new Verdict(0, 0, List.of()), "trial: …", isGood, notStruck, Path.of("report.html"));
    }
}
