package io.yilu.township.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.catalogue.SampleCase;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.township.drafts.Drafts;
import io.yilu.township.intake.DraftIntake;
import io.yilu.township.trial.County;
import io.yilu.township.trial.OwnMessages;
import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A township that lost its tables has them again, from what it had told the county and the county had told it. */
@TownshipTest
class RebuiltCasesTest {

    private static final List<String> TABLES =
            List.of("handover", "decision", "correction", "case_event", "case_file", "case_material", "cases");

    @Autowired
    Window window;

    @Autowired
    County county;

    @Autowired
    OwnMessages own;

    @Autowired
    Drafts drafts;

    @Autowired
    DraftIntake intake;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_case_comes_back_as_it_was_through_acceptance_correction_decision_and_handing_over() {
        String number = window.accepted();
        county.progresses(number, "已分办，开始审查。");
        county.asksForCorrection(number, 1);
        String scan = window.upload(Window.scan(), "户口簿.png").path("sha256").asString();
        window.post(
                "/api/v1/cases/" + number + "/supplements",
                Map.of("materials", List.of(Map.of("seq", 2, "files", List.of(scan))), "remark", "已重新扫描"),
                "supplement-" + number);
        var document = county.document();
        county.decides(number, document.announced());
        document.arrives();
        String signature = window.upload(Window.scan(), "签名.png").path("sha256").asString();
        window.post(
                "/api/v1/cases/" + number + "/handover",
                Map.of("collectorName", "覃试安", "relation", "本人", "idChecked", true, "signature", signature),
                "handover-" + number);
        JsonNode seen = window.read("/api/v1/cases/" + number);
        assertThat(seen.path("state").asString()).isEqualTo("DELIVERED");
        Map<String, List<Map<String, Object>>> before = tables(number);
        List<OutgoingMessage> said = own.about(number);
        assertThat(said)
                .extracting(OutgoingMessage::type)
                .containsExactly("case-accepted", "materials-supplemented", "case-delivered");

        loseEverything();
        own.replay(said.get(0));
        county.progresses(number, "已分办，开始审查。");
        county.asksForCorrection(number, 1);
        own.replay(said.get(1));
        county.decides(number, document.announced());
        own.replay(said.get(2));

        assertThat(tables(number)).isEqualTo(before);
        // Personal data is sealed anew: it is compared as it is read.
        assertThat(window.read("/api/v1/cases/" + number)).isEqualTo(seen);
        assertThat(own.about(number)).hasSameSizeAs(said);
    }

    @Test
    void a_number_that_came_back_is_not_given_again_and_a_new_life_leaps_over_what_was_lost() {
        window.accepted();
        String last = window.accepted();
        List<OutgoingMessage> said = own.about(last);

        loseEverything();
        jdbc.sql("DELETE FROM case_counter").update();
        said.forEach(own::replay);

        CaseNumber next = CaseNumber.parse(window.accepted());
        assertThat(next.ordinal()).isEqualTo(CaseNumber.parse(last).ordinal() + 1);

        jdbc.sql("UPDATE case_number_life SET instance = 'a former one'").update();
        CaseNumber afterRestore = CaseNumber.parse(window.accepted());
        CaseNumber then = CaseNumber.parse(window.accepted());

        assertThat(afterRestore.ordinal()).isEqualTo(next.ordinal() + 501);
        assertThat(then.ordinal()).isEqualTo(afterRestore.ordinal() + 1);
    }

    @Test
    void the_same_submission_does_not_become_a_second_case_after_the_rebuild() {
        ObjectNode application = window.application(Window.sampleOf(Window.ALLOWANCE));
        String first = window.body(window.post("/api/v1/cases", application, "once-in-two-lives"))
                .path("number")
                .asString();
        List<OutgoingMessage> said = own.about(first);

        loseEverything();
        jdbc.sql("DELETE FROM node_idempotency").update();
        said.forEach(own::replay);
        String again = window.body(window.post("/api/v1/cases", application, "once-in-two-lives"))
                .path("number")
                .asString();

        assertThat(again).isEqualTo(first);
    }

    @Test
    void a_draft_that_the_backup_shows_as_open_is_closed_by_the_case_that_it_had_become() {
        SampleCase sample = Window.sampleOf(Window.ALLOWANCE);
        String draft = intake.begin(sample.item(), "自然人", "窗口甲").id();
        drafts.save(draft, "自然人", "覃试安", sample.data());
        sample.attachments()
                .forEach(attachment ->
                        drafts.addFile(draft, attachment.material(), uploaded(attachment.name() + ".png")));
        CaseNumber number = intake.accept(draft, "窗口甲");
        List<OutgoingMessage> said = own.about(number.value());

        loseEverything();
        jdbc.sql("UPDATE draft SET submitted_at = NULL, case_number = NULL WHERE id = :id")
                .param("id", draft)
                .update();
        said.forEach(own::replay);

        assertThat(drafts.require(draft).isOpen()).isFalse();
        assertThat(drafts.require(draft).caseNumber()).isEqualTo(number.value());
    }

    @Test
    void a_case_waits_for_the_catalogue_that_it_pins() {
        String number = window.accepted();
        OutgoingMessage said = own.about(number).get(0);
        OutgoingMessage underAnother = new OutgoingMessage(
                said.id(),
                said.destination(),
                said.sequence(),
                said.subject(),
                said.subjectSequence(),
                said.type(),
                said.schemaVersion(),
                said.lane(),
                said.createdAt(),
                said.lineage(),
                said.files(),
                new String(said.payload(), StandardCharsets.UTF_8)
                        .replaceFirst("\"catalogueVersion\":\"[^\"]*\"", "\"catalogueVersion\":\"not-here-yet\"")
                        .getBytes(StandardCharsets.UTF_8));

        loseEverything();

        assertThatThrownBy(() -> own.replay(underAnother))
                .isInstanceOfSatisfying(
                        TransientException.class,
                        waiting -> assertThat(waiting.code()).isEqualTo("YILU-RECOVERY-004"));
    }

    private FileRef uploaded(String name) {
        JsonNode file = window.upload(Window.scan(), name);
        return new FileRef(file.path("sha256").asString(), file.path("size").asLong(), "image/png", name);
    }

    private void loseEverything() {
        TABLES.forEach(table -> jdbc.sql("DELETE FROM " + table).update());
    }

    /** The rows of one case as they lie, without what is counted or sealed anew. */
    private Map<String, List<Map<String, Object>>> tables(String number) {
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        for (String table : TABLES) {
            List<Map<String, Object>> rows = new ArrayList<>();
            jdbc.sql("SELECT * FROM " + table + " WHERE case_number = :number ORDER BY 1, 2, 3")
                    .param("number", number)
                    .query()
                    .listOfRows()
                    .forEach(row -> {
                        Map<String, Object> kept = new LinkedHashMap<>(row);
                        kept.keySet().removeIf(column -> column.equals("id") || column.endsWith("_sealed"));
                        rows.add(kept);
                    });
            tables.put(table, rows);
        }
        return tables;
    }
}
