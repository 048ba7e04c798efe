package io.yilu.township.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.node.signin.Role;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NeededFiles;
import io.yilu.sync.Recovery;
import io.yilu.sync.engine.Ledger;
import io.yilu.township.trial.Browser;
import io.yilu.township.trial.County;
import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.Window;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MvcResult;
import tools.jackson.databind.JsonNode;

/** A township whose cases are back takes no step before the files of its open cases are, unless IT staff decide otherwise. */
@TownshipTest
class NoWorkBeforeFilesTest {

    private static final FileRef GONE = new FileRef("0".repeat(63) + "a", 2 * 1024 * 1024, "image/jpeg", "户口簿.jpg");

    @Autowired
    Window window;

    @Autowired
    Browser browser;

    @Autowired
    County county;

    @Autowired
    Recovery recovery;

    @Autowired
    Ledger ledger;

    @Autowired
    List<NeededFiles> needed;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void goOn() {
        recovery.giveUp(NodeId.COUNTY, "the end of this test");
    }

    @Test
    void an_open_case_needs_its_scans_and_its_result_and_one_that_is_over_needs_none() {
        String number = window.accepted();
        List<String> scans = scansOf(number);
        assertThat(scans).isNotEmpty();
        assertThat(needed()).containsAll(scans);

        var document = county.document();
        county.decides(number, document.announced());
        assertThat(needed()).containsAll(scans).contains(document.announced().sha256());

        document.arrives();
        window.post(
                "/api/v1/cases/" + number + "/handover",
                Map.of("collectorName", "覃试安", "relation", "本人", "idChecked", true),
                "hand-over-" + number);
        assertThat(needed())
                .doesNotContainAnyElementsOf(scans)
                .doesNotContain(document.announced().sha256());
    }

    @Test
    void nothing_is_accepted_and_everybody_sees_how_many_files_are_still_to_come() {
        var application = window.application(Window.sampleOf(Window.ALLOWANCE));
        waitFor(GONE);

        MvcResult refusal = window.post("/api/v1/cases", application, "before-the-files");

        assertThat(refusal.getResponse().getStatus()).isEqualTo(503);
        assertThat(Window.said(refusal)).contains("YILU-RECOVERY-014", "还有 1 个文件（2.0 MB）没有取回", "已存为草稿");
        MvcResult health = browser.get("/actuator/health/work");
        assertThat(health.getResponse().getStatus()).isEqualTo(503);
        assertThat(Browser.text(health)).contains("\"missing\":1", "\"missingBytes\":2097152");
        assertThat(browser.text("/line")).contains("还差 1 个（2.0 MB）").doesNotContain("不再等待这些材料");
        assertThat(Browser.text(browser.getAs(Role.IT, "/line?lang=en")))
                .contains("1 (2.0 MB) are still missing", "Stop waiting for these files")
                .doesNotContain("??");
        assertThat(Browser.text(browser.getAs(Role.IT, "/api/v1/link/recovery")))
                .contains("\"missing\":1", "\"fetched\":true");
    }

    @Test
    void it_staff_end_the_wait_with_a_reason_that_is_written_down_and_a_closed_case_stays_closed() {
        String closed = window.accepted();
        var application = window.application(Window.sampleOf(Window.ALLOWANCE));
        holdBack(closed);
        waitFor(GONE);

        assertThat(end(Role.CLERK, "不想等").getResponse().getStatus()).isEqualTo(403);
        assertThat(end(Role.IT, " ").getResponse().getStatus()).isEqualTo(400);
        assertThat(recovery.isComplete()).isFalse();
        MvcResult ended = end(Role.IT, "县里也没有这份户口簿");
        assertThat(Browser.text(browser.followAs(Role.IT, ended))).contains("已不再等待没有取回的材料");

        assertThat(recovery.isComplete()).isTrue();
        assertThat(browser.get("/actuator/health/work").getResponse().getStatus())
                .isEqualTo(200);
        assertThat(window.post("/api/v1/cases", application, "without-the-files")
                        .getResponse()
                        .getStatus())
                .isEqualTo(201);
        assertThat(recovery.closed(NodeId.COUNTY)).contains(closed);
        assertThat(jdbc.sql("SELECT detail FROM node_audit WHERE reason = '县里也没有这份户口簿'")
                        .query(String.class)
                        .list())
                .containsExactly("不再等待材料 1 个，2097152 字节");
    }

    @Test
    void who_waits_is_told_that_a_new_scan_does_not_help_and_who_can_end_the_wait() {
        var application = window.application(Window.sampleOf(Window.ALLOWANCE));
        waitFor(GONE);

        assertThat(Window.said(window.post("/api/v1/cases", application, "told-of-files")))
                .contains("原来的图像文件", "重新扫描的是另一个文件，不算", "由信息员在“线路”页不再等待")
                .doesNotContain("线路一直不通");
        assertThat(browser.text("/line")).contains("重新扫描的是另一个文件，不算", "由信息员在本页不再等待");
    }

    @Test
    void the_button_comes_and_goes_with_the_figures_and_its_dialog_stays_open_under_the_writer() {
        assertThat(linePage()).contains("<dialog id=\"end-files\"");
        assertThat(figures()).doesNotContain("data-ask=\"#end-files\"");
        waitFor(GONE);
        assertThat(figures())
                .contains("还差 1 个（2.0 MB）", "data-ask=\"#end-files\"")
                .doesNotContain("<dialog");
    }

    @Test
    void it_staff_see_which_cases_lack_a_file() {
        String whole = window.accepted();
        String lacking = window.accepted();
        var document = county.document();
        county.decides(lacking, document.announced());
        waitFor(document.announced());

        assertThat(figures()).contains("<li>" + lacking + "</li>").doesNotContain(whole);
        assertThat(browser.text("/line")).doesNotContain(lacking);
        document.arrives();
        assertThat(figures()).doesNotContain(lacking);
    }

    @Test
    void who_ends_a_wait_that_is_over_is_told_so_and_nothing_is_written_down() {
        MvcResult late = end(Role.IT, "来晚了");

        assertThat(Browser.text(browser.followAs(Role.IT, late))).contains("现在没有在等材料");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM node_audit WHERE reason = '来晚了'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private MvcResult end(Role role, String reason) {
        return browser.postAs(role, "/line/recovery/files", "reason", reason);
    }

    private String linePage() {
        return Browser.text(browser.getAs(Role.IT, "/line"));
    }

    /** What the line page fetches again by itself: the whole of that part, up to where it closes. */
    private String figures() {
        String page = linePage();
        Matcher tags = Pattern.compile("<(/?)div\\b").matcher(page);
        int start = page.indexOf("<div id=\"line\"");
        int depth = 0;
        for (int at = start; tags.find(at); at = tags.end()) {
            depth += tags.group(1).isEmpty() ? 1 : -1;
            if (depth == 0) {
                return page.substring(start, tags.start());
            }
        }
        throw new AssertionError("The part does not close");
    }

    /** As the engine does when all messages are back. */
    private void waitFor(FileRef file) {
        ledger.inTransaction(() -> ledger.recovery().files().add(NodeId.COUNTY, List.of(file)));
    }

    /** As after a recovery in which an own message about the case waits behind one that is held. */
    private void holdBack(String number) {
        jdbc.sql("UPDATE sync_outbox SET replay = TRUE, after_incoming = 99 WHERE subject = ?")
                .param(number)
                .update();
        ledger.inTransaction(() -> {
            ledger.recovery().begin(NodeId.COUNTY);
            ledger.recovery().end(NodeId.COUNTY);
        });
    }

    private List<String> needed() {
        return needed.stream()
                .flatMap(work -> work.neededNow().stream())
                .map(FileRef::sha256)
                .toList();
    }

    private List<String> scansOf(String number) {
        return files(window.read("/api/v1/cases/" + number))
                .map(file -> file.path("sha256").asString())
                .toList();
    }

    private static Stream<JsonNode> files(JsonNode found) {
        return found.path("materials")
                .valueStream()
                .flatMap(material -> material.path("files").valueStream());
    }
}
