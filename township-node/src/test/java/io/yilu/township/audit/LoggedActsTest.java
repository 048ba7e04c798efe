package io.yilu.township.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.node.signin.Role;
import io.yilu.schemas.catalogue.SampleCase;
import io.yilu.township.trial.Browser;
import io.yilu.township.trial.County;
import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.Window;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MvcResult;

/** What clerks do to cases, on pages and over the API, stands in the audit log, and nobody's name or number with it. */
@TownshipTest
class LoggedActsTest {

    @Autowired
    Window window;

    @Autowired
    Browser browser;

    @Autowired
    County county;

    @Autowired
    JdbcClient jdbc;

    @Test
    void accepting_correcting_and_handing_over_by_the_api_are_written_down_once_each() {
        String number = window.accepted();
        county.asksForCorrection(number, 1);
        String scan = uploaded("户口簿.png");
        Map<String, Object> supplement =
                Map.of("materials", List.of(Map.of("seq", 2, "files", List.of(scan))), "remark", "已重新扫描");
        window.post("/api/v1/cases/" + number + "/supplements", supplement, "supplement-" + number);
        window.post("/api/v1/cases/" + number + "/supplements", supplement, "supplement-" + number);
        window.post("/api/v1/cases/" + number + "/supplements", supplement, "too-late-" + number);
        decided(number);
        Map<String, Object> collector = Map.of("collectorName", "覃试安", "relation", "本人", "idChecked", true);
        window.post("/api/v1/cases/" + number + "/handover", collector, "handover-" + number);
        window.post("/api/v1/cases/" + number + "/handover", collector, "again-" + number);

        assertThat(acts(number))
                .containsExactly(
                        "clerk case-accepted 农村居民最低生活保障审核确认",
                        "clerk correction-answered ",
                        "clerk result-handed-over ");
    }

    @Test
    void accepting_correcting_and_handing_over_on_the_pages_are_written_down_once_each() {
        SampleCase sample = Window.sampleOf(Window.ALLOWANCE);
        String number = acceptedOnPages(sample);
        county.asksForCorrection(number, 1);
        assertThat(browser.postForm("/cases/" + number + "/correction", sample.data())
                        .getResponse()
                        .getStatus())
                .isEqualTo(302);
        decided(number);
        assertThat(browser.post(
                                "/cases/" + number + "/handover",
                                "collectorName",
                                "覃试安",
                                "relation",
                                "本人",
                                "idChecked",
                                "true")
                        .getResponse()
                        .getStatus())
                .isEqualTo(302);

        assertThat(acts(number))
                .containsExactly(
                        "clerk case-accepted 农村居民最低生活保障审核确认",
                        "clerk correction-answered ",
                        "clerk result-handed-over ");
    }

    @Test
    void a_scan_that_is_opened_is_written_down_under_its_case_by_its_hash_alone() {
        String number = window.accepted();
        String scan = jdbc.sql("SELECT sha256 FROM case_file WHERE case_number = ? ORDER BY id LIMIT 1")
                .param(number)
                .query(String.class)
                .single();
        var document = county.document();
        county.decides(number, document.announced());
        String result = document.announced().sha256();
        assertThat(browser.get("/files/" + result).getResponse().getStatus())
                .as("announced, not here")
                .isEqualTo(404);
        document.arrives();

        browser.get("/files/" + scan);
        window.get("/api/v1/files/" + scan);
        browser.get("/files/" + result);

        String accepted = "clerk case-accepted 农村居民最低生活保障审核确认";
        assertThat(acts(number))
                .containsExactly(
                        accepted, "clerk file-seen " + scan, "clerk file-seen " + scan, "clerk file-seen " + result);
    }

    @Test
    void who_has_just_scanned_something_may_look_at_it_and_anybody_else_is_written_down() {
        String scan = uploaded("身份证.png");
        jdbc.sql("UPDATE uploaded_file SET uploaded_by = '窗口甲' WHERE sha256 = ?")
                .param(scan)
                .update();

        browser.get("/files/" + scan);
        assertThat(acts(scan)).isEmpty();

        jdbc.sql("UPDATE uploaded_file SET uploaded_by = '窗口乙' WHERE sha256 = ?")
                .param(scan)
                .update();
        browser.get("/files/" + scan);
        assertThat(acts(scan)).containsExactly("clerk file-seen ");
        assertThat(browser.getAs(Role.IT, "/files/" + scan).getResponse().getStatus())
                .isEqualTo(403);
    }

    private String acceptedOnPages(SampleCase sample) {
        String draft =
                redirectedTo(browser.post("/intake", "itemCode", sample.item())).substring("/intake/".length());
        IntStream.rangeClosed(1, 7)
                .forEach(seq -> browser.upload("/drafts/" + draft + "/materials/" + seq, "扫描.png", Window.scan()));
        return redirectedTo(browser.postForm("/intake/" + draft + "/accept", sample.data()))
                .substring("/cases/".length());
    }

    private static String redirectedTo(MvcResult answer) {
        return Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
    }

    private void decided(String number) {
        var document = county.document();
        county.decides(number, document.announced());
        document.arrives();
    }

    private String uploaded(String name) {
        return window.upload(Window.scan(), name).path("sha256").asString();
    }

    private List<String> acts(String subject) {
        return jdbc.sql("SELECT CONCAT(actor, ' ', act, ' ', detail) FROM node_audit"
                        + " WHERE subject = ? AND act <> 'case-seen' ORDER BY number")
                .param(subject)
                .query(String.class)
                .list();
    }
}
