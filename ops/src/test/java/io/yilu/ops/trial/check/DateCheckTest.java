package io.yilu.ops.trial.check;

import static io.yilu.ops.trial.check.TinyTrial.ONE;
import static io.yilu.ops.trial.check.TinyTrial.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.trial.check.Verdict.Finding;
import io.yilu.ops.trial.check.Verdict.Wrong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What people were told of dates stands at both nodes: the legal clock starts at the township's acceptance. */
class DateCheckTest {

    private static final String ARRIVAL = "2026-03-04T02:00:00Z";

    private final TinyTrial trial = new TinyTrial();

    private ObjectNode view(String node, String number) {
        return node.equals("county") ? trial.atCounty(number) : trial.atTown(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"county", "town"})
    void law_9_a_case_that_counts_from_its_arrival_is_corrupted(String node) {
        view(node, ONE).put("acceptedAt", ARRIVAL);
        finds(ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"county", "town"})
    void a_case_without_a_date_is_corrupted(String node) {
        view(node, ONE).remove("acceptedAt");
        finds(ONE);
    }

    @ParameterizedTest
    @CsvSource({"county, promisedDue", "county, legalDue", "town, promisedDue", "town, legalDue"})
    void a_limit_that_moved_though_nothing_stopped_the_clock_is_corrupted(String node, String due) {
        view(node, ONE).put(due, "2026-05-01");
        finds(ONE);
    }

    @Test
    void a_correction_may_move_a_limit_to_a_later_day_and_to_no_earlier_one() {
        trial.atCounty(TWO).put("legalDue", "2026-04-14");
        assertThat(trial.judged().findings()).isEmpty();
        trial.atCounty(TWO).put("legalDue", "2026-04-09");
        finds(TWO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"county", "town"})
    void a_decision_of_another_moment_is_corrupted(String node) {
        TinyTrial.in(view(node, ONE), "decision").put("decidedAt", ARRIVAL);
        finds(ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"county", "town"})
    void a_handover_of_another_moment_is_corrupted(String node) {
        TinyTrial.in(view(node, ONE), "handedOver").put("deliveredAt", ARRIVAL);
        finds(ONE);
    }

    @ParameterizedTest
    @CsvSource({
        "county, ACCEPTED",
        "county, CORRECTION_REQUESTED",
        "county, SUPPLEMENTED",
        "county, DECIDED",
        "county, DELIVERED",
        "town, ACCEPTED",
        "town, CORRECTION_REQUESTED",
        "town, SUPPLEMENTED",
        "town, DECIDED",
        "town, DELIVERED"
    })
    void a_step_of_the_history_with_another_date_is_corrupted(String node, String step) {
        TinyTrial.date(view(node, TWO), step, ARRIVAL);
        finds(TWO);
    }

    private void finds(String subject) {
        assertThat(trial.judged().findings())
                .singleElement()
                .extracting(Finding::wrong, Finding::subject)
                .containsExactly(Wrong.CORRUPTED, subject);
    }
}
