package io.yilu.ops.trial.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.trial.report.Timeline.Strike;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final Timeline timeline = new Timeline();

    @Test
    void what_was_missed_failed_or_never_begun_has_not_struck() {
        end(1, "made", "", "did something");
        end(2, "missed", "", Timeline.MISSED + "nobody came");
        end(3, "failed", "could not be healed", "did something");
        timeline.begin(4, "lasting", "town", 0);
        assertThat(timeline.made()).isEqualTo(1);
        assertThat(timeline.notStruck(List.of("made", "missed", "failed", "lasting", "never")))
                .containsExactly("missed", "failed", "lasting", "never");
    }

    @Test
    void what_met_something_at_the_second_try_has_struck() {
        end(1, "late", "", Timeline.MISSED + "nobody came");
        end(1, "late", "", "did something");
        assertThat(timeline.notStruck(List.of("late"))).isEmpty();
    }

    private void end(int number, String fault, String failure, String did) {
        Strike strike = timeline.begin(number, fault, "town", 0);
        strike.say(did);
        strike.end(10, failure);
    }
}
