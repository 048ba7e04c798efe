package io.yilu.ops.trial.check;

import static io.yilu.ops.trial.check.TinyTrial.ONE;
import static io.yilu.ops.trial.check.TinyTrial.SITE;
import static io.yilu.ops.trial.check.TinyTrial.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.trial.check.Snapshot.SeenCase;
import io.yilu.ops.trial.check.Verdict.Wrong;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Every way in which an exchange may break its word is noticed and named. */
class HistoryCheckerTest {

    private final TinyTrial trial = new TinyTrial();

    @Test
    void a_sound_history_is_good() {
        Verdict verdict = trial.judged();
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.isGood(2)).isTrue();
        assertThat(verdict.isGood(3)).as("one case fewer than was meant").isFalse();
        assertThat(verdict.line(7, 3, 40))
                .isEqualTo("trial: seed=7 townships=3 accepted=2 arrived=2 lost=0 duplicated=0 reordered=0 corrupted=0"
                        + " unreturned=0 faults=40");
    }

    @Test
    void a_dropped_case_is_lost() {
        trial.county.remove(ONE);
        finds(Wrong.LOST, ONE);
        assertThat(trial.judged().arrived()).isEqualTo(1);
    }

    @Test
    void a_case_that_its_own_town_forgot_is_lost() {
        trial.town.remove(ONE);
        finds(Wrong.LOST, ONE);
    }

    @Test
    void a_file_that_cannot_be_had_is_lost() {
        SeenCase seen = TinyTrial.seen(trial.county, TWO);
        trial.county.put(TWO, new SeenCase(TWO, 1, seen.view(), Map.of("aa2", "aa2")));
        finds(Wrong.LOST, TWO);
    }

    @Test
    void a_supplement_that_was_never_applied_is_lost() {
        TinyTrial.timeline(
                trial.atCounty(TWO),
                List.of("ACCEPTED", "RECEIVED", "REVIEW_STARTED", "CORRECTION_REQUESTED", "DECIDED", "DELIVERED"));
        finds(Wrong.LOST, TWO);
    }

    @Test
    void a_receipt_for_what_the_county_did_not_have_is_a_loss() {
        trial.note(Phase.SEEN, Kind.RECEIPT, "accept-1", ONE, Map.of("delivery", "RECEIVED", "atCounty", "false"));
        finds(Wrong.LOST, ONE);
    }

    @Test
    void a_case_that_no_client_was_told_is_a_duplicate() {
        String phantom = "610924100-20260301-0003-3";
        trial.county.put(phantom, new SeenCase(phantom, 1, trial.atCounty(ONE), Map.of()));
        finds(Wrong.DUPLICATED, phantom);
    }

    @Test
    void one_application_with_two_numbers_is_a_duplicate() {
        trial.note(Phase.TOLD, Kind.ACCEPT, "accept-1", TWO, Map.of());
        finds(Wrong.DUPLICATED, TWO);
    }

    @Test
    void a_message_that_was_applied_twice_is_a_duplicate() {
        TinyTrial.timeline(trial.atTown(ONE), List.of("ACCEPTED", "PROGRESSED", "PROGRESSED", "DECIDED", "DELIVERED"));
        finds(Wrong.DUPLICATED, ONE);
    }

    @Test
    void a_case_that_stands_twice_in_a_list_is_a_duplicate() {
        SeenCase seen = TinyTrial.seen(trial.county, ONE);
        trial.county.put(ONE, new SeenCase(ONE, 2, seen.view(), seen.files()));
        finds(Wrong.DUPLICATED, ONE);
    }

    @Test
    void two_decisions_on_one_case_are_a_duplicate() {
        trial.note(Phase.TOLD, Kind.DECISION, "rival", ONE, Map.of("resultNumber", "R2", "document", "ee"));
        finds(Wrong.DUPLICATED, ONE);
    }

    @Test
    void swapped_messages_are_reordered() {
        TinyTrial.timeline(trial.atTown(ONE), List.of("ACCEPTED", "DECIDED", "PROGRESSED", "DELIVERED"));
        finds(Wrong.REORDERED, ONE);
    }

    @Test
    void changed_content_is_corrupted() {
        ((ObjectNode) trial.atCounty(ONE).path("form")).put("village", "三坪村");
        finds(Wrong.CORRUPTED, ONE);
    }

    @Test
    void a_file_with_other_bytes_is_corrupted() {
        SeenCase seen = TinyTrial.seen(trial.county, ONE);
        trial.county.put(ONE, new SeenCase(ONE, 1, seen.view(), Map.of("aa1", "ff")));
        finds(Wrong.CORRUPTED, ONE);
    }

    @Test
    void another_decision_than_the_one_that_was_made_is_corrupted() {
        ((ObjectNode) trial.atTown(ONE).path("decision")).put("outcome", "REFUSED");
        finds(Wrong.CORRUPTED, ONE);
    }

    @Test
    void a_decision_that_is_not_at_home_is_unreturned() {
        trial.atTown(ONE).remove("decision");
        finds(Wrong.UNRETURNED, ONE);
    }

    @Test
    void a_decision_whose_document_is_not_at_home_is_unreturned() {
        SeenCase seen = TinyTrial.seen(trial.town, ONE);
        trial.town.put(ONE, new SeenCase(ONE, 1, seen.view(), Map.of("aa1", "aa1")));
        finds(Wrong.UNRETURNED, ONE);
    }

    @Test
    void a_case_of_another_town_is_a_duplicate() {
        assertThat(SITE).isNotEqualTo("610924102");
        Verdict verdict = HistoryChecker.judge(
                trial.deeds,
                new Snapshot(
                        trial.county,
                        Map.of(SITE, trial.town, "610924102", Map.of(ONE, TinyTrial.seen(trial.town, ONE)))));
        assertThat(verdict.count(Wrong.DUPLICATED)).isEqualTo(1);
    }

    private void finds(Wrong wrong, String subject) {
        Verdict verdict = trial.judged();
        assertThat(verdict.findings())
                .as("every finding names the kind and the case")
                .isNotEmpty()
                .allSatisfy(finding -> {
                    assertThat(finding.wrong()).isEqualTo(wrong);
                    assertThat(finding.subject()).isEqualTo(subject);
                });
        assertThat(verdict.count(wrong)).isEqualTo(1);
        assertThat(verdict.isGood(2)).isFalse();
    }
}
