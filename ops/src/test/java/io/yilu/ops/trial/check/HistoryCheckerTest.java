package io.yilu.ops.trial.check;

import static io.yilu.ops.trial.check.TinyTrial.ONE;
import static io.yilu.ops.trial.check.TinyTrial.SITE;
import static io.yilu.ops.trial.check.TinyTrial.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.trial.check.Snapshot.SeenCase;
import io.yilu.ops.trial.check.Verdict.Finding;
import io.yilu.ops.trial.check.Verdict.Wrong;
import io.yilu.ops.trial.history.Deed;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        TinyTrial.downloads(trial.county, TWO, Map.of("aa2", "aa2", "dd", "dd"));
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
    void a_word_that_all_is_there_while_bytes_are_missing_is_a_loss() {
        trial.note(Phase.SEEN, Kind.RECEIPT, "accept-1", ONE, Map.of("delivery", "COMPLETE", "atCounty", "incomplete"));
        finds(Wrong.LOST, ONE);
    }

    @Test
    void a_case_that_its_town_does_not_know_to_be_complete_in_the_end_is_lost() {
        trial.atTown(ONE).put("delivery", "RECEIVED");
        finds(Wrong.LOST, ONE);
    }

    @Test
    void a_case_of_which_bytes_are_still_under_way_in_the_end_is_lost() {
        trial.atTown(ONE).put("bytesPending", 300);
        finds(Wrong.LOST, ONE);
    }

    @Test
    void what_a_node_still_holds_in_the_end_is_found() {
        trial.looseEnds.add(new LooseEnd(LooseEnd.Kind.MESSAGE, ONE, "The county holds a case-delivered"));
        trial.looseEnds.add(new LooseEnd(LooseEnd.Kind.CONFLICT, TWO, "The county holds two versions"));
        Verdict verdict = trial.judged();
        assertThat(verdict.findings()).extracting(Finding::wrong).containsExactly(Wrong.LOST, Wrong.CORRUPTED);
        assertThat(verdict.isGood(2)).isFalse();
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
    void two_applications_that_were_told_one_number_are_a_duplicate() {
        trial.note(Phase.TOLD, Kind.ACCEPT, "accept-3", ONE, Map.of());
        finds(Wrong.DUPLICATED, ONE);
    }

    @Test
    void a_result_number_that_was_given_twice_is_a_duplicate() {
        Deed decided = told("decision-2");
        trial.deeds.set(
                trial.deeds.indexOf(decided),
                new Deed(
                        decided.atMillis(),
                        Phase.TOLD,
                        Kind.DECISION,
                        "decision-2",
                        decided.node(),
                        TWO,
                        Map.of(
                                "at",
                                Objects.requireNonNull(decided.facts().get("at")),
                                "resultNumber",
                                "R1",
                                "document",
                                Objects.requireNonNull(decided.facts().get("document")))));
        List.of(trial.atCounty(TWO), trial.atTown(TWO))
                .forEach(view -> TinyTrial.in(view, "decision").put("resultNumber", "R1"));
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
        trial.note(Phase.TOLD, Kind.DECISION, "rival", ONE, Map.of("resultNumber", "R9", "document", "ee"));
        finds(Wrong.DUPLICATED, ONE);
    }

    /** Both nodes agree that both happened, so that no comparison of the two shows it. */
    @Test
    void a_correction_and_a_decision_that_were_both_confirmed_are_a_duplicate() {
        trial.note(Phase.TOLD, Kind.CORRECTION, "contested-correction-1", ONE, TinyTrial.dated("CORRECTION_REQUESTED"));
        TinyTrial.timeline(
                trial.atCounty(ONE),
                List.of("ACCEPTED", "RECEIVED", "REVIEW_STARTED", "CORRECTION_REQUESTED", "DECIDED", "DELIVERED"));
        TinyTrial.timeline(
                trial.atTown(ONE), List.of("ACCEPTED", "PROGRESSED", "CORRECTION_REQUESTED", "DECIDED", "DELIVERED"));
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
        TinyTrial.downloads(trial.county, ONE, Map.of("aa1", "ff", "dd", "dd"));
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
        TinyTrial.downloads(trial.town, ONE, Map.of("aa1", "aa1"));
        finds(Wrong.UNRETURNED, ONE);
    }

    @Test
    void a_case_of_another_town_is_a_duplicate() {
        assertThat(SITE).isNotEqualTo("610924102");
        Verdict verdict = HistoryChecker.judge(
                trial.deeds,
                new Snapshot(
                        trial.county,
                        Map.of(SITE, trial.town, "610924102", Map.of(ONE, TinyTrial.seen(trial.town, ONE))),
                        List.of()));
        assertThat(verdict.count(Wrong.DUPLICATED)).isEqualTo(1);
    }

    private Deed told(String intent) {
        return trial.deeds.stream()
                .filter(deed -> deed.phase() == Phase.TOLD && deed.intent().equals(intent))
                .findFirst()
                .orElseThrow();
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
