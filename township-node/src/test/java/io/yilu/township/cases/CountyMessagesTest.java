package io.yilu.township.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.township.trial.County;
import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.Window;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;
import tools.jackson.databind.JsonNode;

@TownshipTest
class CountyMessagesTest {

    @Autowired
    Window window;

    @Autowired
    County county;

    private JsonNode seen(String number) {
        return window.read("/api/v1/cases/" + number);
    }

    private static void refused(Runnable message, String code) {
        assertThatThrownBy(message::run)
                .isInstanceOfSatisfying(
                        PermanentException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void the_first_step_of_the_county_begins_the_review_and_every_step_is_told() {
        String number = window.accepted();

        county.progresses(number, "已分办，开始审查。");
        county.progresses(number, "入户调查完成。");

        JsonNode seen = seen(number);
        assertThat(seen.path("state").asString()).isEqualTo("IN_REVIEW");
        assertThat(seen.path("timeline")
                        .valueStream()
                        .map(event -> event.path("text").asString()))
                .containsSubsequence("已分办，开始审查。", "入户调查完成。");
        assertThat(seen.path("timeline").get(1).path("place").asString()).isEqualTo("民政");
    }

    @Test
    void a_correction_request_hands_the_token_over_and_the_answer_hands_it_back() {
        String number = window.accepted();
        county.asksForCorrection(number, 1);
        JsonNode asked = seen(number);
        assertThat(asked.path("state").asString()).isEqualTo("CORRECTION");
        assertThat(asked.path("correction").path("writerToken").asInt()).isEqualTo(1);
        assertThat(asked.path("correction")
                        .path("corrections")
                        .get(0)
                        .path("materialSeq")
                        .asInt())
                .isEqualTo(2);

        String scan = window.upload(Window.scan(), "户口簿.png").path("sha256").asString();
        var answer = window.post(
                "/api/v1/cases/" + number + "/supplements",
                Map.of("materials", List.of(Map.of("seq", 2, "files", List.of(scan))), "remark", "已重新扫描"),
                "supplement-" + number);

        assertThat(answer.getResponse().getStatus()).as(Window.said(answer)).isEqualTo(201);
        JsonNode answered = seen(number);
        assertThat(answered.path("state").asString()).isEqualTo("IN_REVIEW");
        assertThat(answered.path("correction").isNull()).isTrue();
        assertThat(answered.path("materials").get(1).path("files")).hasSize(2);
        assertThat(answered.path("timeline")
                        .valueStream()
                        .map(event -> event.path("kind").asString()))
                .containsExactly("ACCEPTED", "CORRECTION_REQUESTED", "SUPPLEMENTED");
    }

    @Test
    void a_stale_writer_token_is_refused_and_changes_nothing() {
        String number = window.accepted();
        county.asksForCorrection(number, 1);
        window.post("/api/v1/cases/" + number + "/supplements", Map.of("remark", "好"), "s1-" + number);

        refused(() -> county.asksForCorrection(number, 1), "YILU-CORRECTION-001");

        assertThat(seen(number).path("state").asString()).isEqualTo("IN_REVIEW");
        county.asksForCorrection(number, 2);
        assertThat(seen(number).path("correction").path("writerToken").asInt()).isEqualTo(2);
    }

    @Test
    void an_answer_that_nobody_asked_for_is_refused() {
        String number = window.accepted();

        var answer = window.post("/api/v1/cases/" + number + "/supplements", Map.of("remark", "好"), "early-" + number);

        assertThat(answer.getResponse().getStatus()).isEqualTo(422);
        assertThat(Window.said(answer)).contains("没有等待补正的要求");
    }

    @Test
    void a_decision_waits_for_its_document_and_a_second_one_is_refused() {
        String number = window.accepted();
        county.progresses(number, "开始审查。");
        var document = county.document();
        county.decides(number, document.announced());

        JsonNode decided = seen(number);
        assertThat(decided.path("state").asString()).isEqualTo("APPROVED");
        assertThat(decided.path("decision").path("documentHere").asBoolean()).isFalse();
        assertThat(window.get("/api/v1/cases/" + number + "/papers/result")
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);

        document.arrives();

        assertThat(seen(number).path("decision").path("documentHere").asBoolean())
                .isTrue();
        assertThat(Window.bytes(window.get("/api/v1/cases/" + number + "/papers/result")))
                .isEqualTo(document.bytes());
        refused(() -> county.decides(number, document.announced()), "YILU-CASE-001");
    }

    @Test
    void a_decision_while_this_side_holds_the_writer_token_is_refused() {
        String number = window.accepted();
        county.asksForCorrection(number, 1);

        refused(() -> county.decides(number, county.document().announced()), "YILU-CASE-001");

        assertThat(seen(number).path("state").asString()).isEqualTo("CORRECTION");
    }

    @Test
    void messages_about_unknown_or_foreign_cases_and_from_other_towns_are_refused() {
        String unknown = CaseNumber.of(NodeId.of("610924102"), LocalDate.of(2015, 7, 1), 7)
                .value();
        String foreign = CaseNumber.of(NodeId.of("610924110"), LocalDate.of(2015, 7, 1), 7)
                .value();
        String own = window.accepted();

        refused(() -> county.progresses(unknown, "开始审查。"), "YILU-TOWN-001");
        refused(() -> county.decides(foreign, county.document().announced()), "YILU-TOWN-002");
        refused(() -> county.speaksAs(NodeId.of("610924110"), own), "YILU-TOWN-003");
    }

    @Test
    void the_result_is_handed_over_once_and_only_when_it_is_here_and_the_id_was_compared() {
        String number = window.accepted();
        var early = handover(number, true, "early-" + number);
        assertThat(Window.said(early)).contains("还没有办结");
        var document = county.document();
        county.decides(number, document.announced());
        assertThat(Window.said(handover(number, true, "coming-" + number))).contains("没有到齐");
        document.arrives();
        assertThat(Window.said(handover(number, false, "unchecked-" + number))).contains("核对领取人");

        var handed = handover(number, true, "done-" + number);

        assertThat(handed.getResponse().getStatus()).as(Window.said(handed)).isEqualTo(201);
        JsonNode seen = seen(number);
        assertThat(seen.path("state").asString()).isEqualTo("DELIVERED");
        assertThat(seen.path("handedOver").path("relation").asString()).isEqualTo("本人");
        assertThat(Window.said(handover(number, true, "again-" + number))).contains("已经送达");
        assertThat(handover(number, true, "done-" + number).getResponse().getStatus())
                .isEqualTo(201);
    }

    private MvcResult handover(String number, boolean checked, String key) {
        return window.post(
                "/api/v1/cases/" + number + "/handover",
                Map.of("collectorName", "覃试安", "relation", "本人", "idChecked", checked),
                key);
    }
}
