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
        assertThat(Window.said(refusal)).contains("YILU-RECOVERY-005", "还有 1 个文件（2.0 MB）没有取回", "已存为草稿");
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

        assertThat(end(Role.CLERK, "不想等")).isEqualTo(403);
        assertThat(end(Role.IT, " ")).isEqualTo(400);
        assertThat(recovery.isComplete()).isFalse();
        assertThat(end(Role.IT, "县里也没有这份户口簿")).isEqualTo(302);

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

    private int end(Role role, String reason) {
        return browser.postAs(role, "/line/recovery/files", "reason", reason)
                .getResponse()
                .getStatus();
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
