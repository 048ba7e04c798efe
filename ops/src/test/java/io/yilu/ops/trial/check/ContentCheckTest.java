package io.yilu.ops.trial.check;

import static io.yilu.ops.trial.check.TinyTrial.ONE;
import static io.yilu.ops.trial.check.TinyTrial.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.trial.check.Verdict.Wrong;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every word, number, scan and name of a case counts, at both of its nodes. */
class ContentCheckTest {

    private final TinyTrial trial = new TinyTrial();

    /** The two nodes that have a case. */
    private enum Node {
        COUNTY,
        TOWN
    }

    private ObjectNode view(Node node, String number) {
        return node == Node.COUNTY ? trial.atCounty(number) : trial.atTown(number);
    }

    @ParameterizedTest
    @EnumSource
    void another_item_is_corrupted(Node node) {
        view(node, ONE).put("itemCode", "I-2");
        finds(Wrong.CORRUPTED, ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "idType", "idNumber", "phone"})
    void another_applicant_at_its_town_is_corrupted_though_most_is_masked(String field) {
        ObjectNode applicant = TinyTrial.in(trial.atTown(ONE), "applicant");
        applicant.put(field, applicant.path(field).asString().replaceFirst("^.", "另"));
        finds(Wrong.CORRUPTED, ONE);
    }

    @Test
    void the_form_of_before_the_correction_is_corrupted() {
        trial.atCounty(TWO).set("form", trial.atCounty(ONE).path("form"));
        finds(Wrong.CORRUPTED, TWO);
    }

    @Test
    void a_scan_that_its_own_town_lost_is_lost() {
        TinyTrial.downloads(trial.town, TWO, Map.of("aa2", "aa2", "dd", "dd"));
        finds(Wrong.LOST, TWO);
    }

    @ParameterizedTest
    @EnumSource
    void a_scan_that_is_not_among_the_materials_any_more_is_lost(Node node) {
        TinyTrial.scans(view(node, TWO)).remove(1);
        finds(Wrong.LOST, TWO);
    }

    @ParameterizedTest
    @EnumSource
    void a_scan_under_another_name_is_corrupted(Node node) {
        ((ObjectNode) TinyTrial.scans(view(node, TWO)).path(1)).put("fileName", "bb(1).pdf");
        finds(Wrong.CORRUPTED, TWO);
    }

    @ParameterizedTest
    @EnumSource
    void a_scan_of_another_size_is_corrupted(Node node) {
        ((ObjectNode) TinyTrial.scans(view(node, TWO)).path(1)).put("size", 11);
        finds(Wrong.CORRUPTED, TWO);
    }

    @ParameterizedTest
    @EnumSource
    void a_scan_that_nobody_handed_in_is_corrupted(Node node) {
        ObjectNode strange = TinyTrial.scans(view(node, ONE)).addObject();
        strange.put("sha256", "cc").put("size", 10).put("fileName", "cc.pdf");
        finds(Wrong.CORRUPTED, ONE);
    }

    @ParameterizedTest
    @EnumSource
    void a_scan_that_is_there_twice_is_a_duplicate(Node node) {
        ArrayNode scans = TinyTrial.scans(view(node, ONE));
        scans.add(scans.path(0).deepCopy());
        finds(Wrong.DUPLICATED, ONE);
    }

    @ParameterizedTest
    @EnumSource
    void scans_in_another_order_are_reordered(Node node) {
        ArrayNode scans = TinyTrial.scans(view(node, TWO));
        scans.add(scans.remove(0));
        finds(Wrong.REORDERED, TWO);
    }

    @ParameterizedTest
    @EnumSource
    void another_decision_is_corrupted_whatever_differs(Node node) {
        List<Consumer<ObjectNode>> wrongs = List.of(
                decision -> decision.put("outcome", "REFUSED"),
                decision -> decision.put("opinion", "同意。"),
                decision -> decision.putArray("reasons").add("不符合第三条"),
                decision -> decision.put("resultNumber", "R7"),
                decision -> TinyTrial.in(decision, "document").put("fileName", "别的.pdf"));
        for (Consumer<ObjectNode> wrong : wrongs) {
            TinyTrial fresh = new TinyTrial();
            wrong.accept(TinyTrial.in(node == Node.COUNTY ? fresh.atCounty(ONE) : fresh.atTown(ONE), "decision"));
            finds(fresh, Wrong.CORRUPTED, ONE);
        }
    }

    @Test
    void a_decision_that_the_county_forgot_is_lost() {
        trial.atCounty(ONE).remove("decision");
        finds(Wrong.LOST, ONE);
    }

    @Test
    void a_result_document_that_the_county_cannot_give_is_lost() {
        TinyTrial.downloads(trial.county, ONE, Map.of("aa1", "aa1"));
        finds(Wrong.LOST, ONE);
    }

    @Test
    void a_correction_that_nobody_wrote_so_is_corrupted() {
        trial.note(
                Phase.SEEN,
                Kind.CORRECTION,
                "supplement-2",
                TWO,
                Map.of(
                        "corrections",
                        List.of(Map.of("materialSeq", 2, "text", "第一页不清楚"), Map.of("text", "地址请写到村组")),
                        "opinion",
                        "请一次补齐"));
        finds(Wrong.CORRUPTED, TWO);
    }

    @Test
    void a_line_of_a_correction_that_its_town_does_not_tell_is_corrupted() {
        TinyTrial.forget(trial.atTown(TWO), "CORRECTION_REQUESTED", "地址请写到村组");
        finds(Wrong.CORRUPTED, TWO);
    }

    @ParameterizedTest
    @EnumSource
    void another_remark_is_corrupted(Node node) {
        TinyTrial.forget(view(node, TWO), "SUPPLEMENTED", "重新扫描");
        finds(Wrong.CORRUPTED, TWO);
    }

    @ParameterizedTest
    @EnumSource
    void another_collector_or_relation_is_corrupted(Node node) {
        TinyTrial.in(view(node, ONE), "handedOver").put("relation", "子女");
        finds(Wrong.CORRUPTED, ONE);
        TinyTrial.in(view(node, ONE), "handedOver").put("relation", "本人").put("collectorName", "柳试代");
        finds(Wrong.CORRUPTED, ONE);
    }

    @ParameterizedTest
    @EnumSource
    void a_handover_of_which_a_node_does_not_know_to_whom_is_lost(Node node) {
        view(node, ONE).remove("handedOver");
        finds(Wrong.LOST, ONE);
    }

    private void finds(Wrong wrong, String subject) {
        finds(trial, wrong, subject);
    }

    private static void finds(TinyTrial trial, Wrong wrong, String subject) {
        assertThat(trial.judged().findings()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.wrong()).isEqualTo(wrong);
            assertThat(finding.subject()).isEqualTo(subject);
        });
    }
}
