package io.yilu.township.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Recovery;
import io.yilu.sync.engine.Ledger;
import io.yilu.township.trial.County;
import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.Window;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** A township whose history has not come back takes no step with any case, and lets people look. */
@TownshipTest
class NoWorkBeforeRebuiltTest {

    @Autowired
    Window window;

    @Autowired
    County county;

    @Autowired
    Recovery recovery;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc http;

    @AfterEach
    void goOn() {
        recovery.giveUp(NodeId.COUNTY, "the end of this test");
        ledger.inTransaction(() -> ledger.recovery().abandon(NodeId.COUNTY));
    }

    @Test
    void nothing_is_accepted_answered_or_handed_over_and_everything_can_be_seen() {
        String waiting = window.accepted();
        county.asksForCorrection(waiting, 1);
        var application = window.application(Window.sampleOf(Window.ALLOWANCE));
        recovery.require(NodeId.COUNTY);

        refused(window.post("/api/v1/cases", application, "not-before"));
        refused(window.post("/api/v1/cases/" + waiting + "/supplements", Map.of("remark", "好"), "answer-not-before"));
        refused(window.post(
                "/api/v1/cases/" + waiting + "/handover",
                Map.of("collectorName", "覃试安", "relation", "本人", "idChecked", true),
                "hand-over-not-before"));
        assertThat(window.read("/api/v1/cases/" + waiting).path("state").asString())
                .isEqualTo("CORRECTION");
        assertThat(mayWork()).isEqualTo(503);

        recovery.giveUp(NodeId.COUNTY, "the county has lost it too");

        assertThat(mayWork()).isEqualTo(200);
        assertThat(window.post("/api/v1/cases", application, "not-before")
                        .getResponse()
                        .getStatus())
                .isEqualTo(201);
    }

    @Test
    void law_4_a_case_behind_a_message_that_could_not_be_restored_is_closed_and_all_others_work() {
        String closed = window.accepted();
        String sound = window.accepted();
        county.asksForCorrection(closed, 1);
        county.asksForCorrection(sound, 1);
        holdBack(closed);

        MvcResult refusal =
                window.post("/api/v1/cases/" + closed + "/supplements", Map.of("remark", "好"), "answer-closed");
        assertThat(refusal.getResponse().getStatus()).as(Window.said(refusal)).isEqualTo(503);
        assertThat(Window.said(refusal)).contains("YILU-RECOVERY-012").contains("其他办件照常");
        MvcResult answer =
                window.post("/api/v1/cases/" + sound + "/supplements", Map.of("remark", "好"), "answer-sound");
        assertThat(Window.said(answer)).doesNotContain("YILU-RECOVERY");
        assertThat(mayWork()).isEqualTo(200);
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

    @Test
    void the_same_submission_still_finds_the_case_that_it_had_become() {
        var application = window.application(Window.sampleOf(Window.ALLOWANCE));
        var first = window.post("/api/v1/cases", application, "before-and-after");
        recovery.require(NodeId.COUNTY);

        var again = window.post("/api/v1/cases", application, "before-and-after");

        assertThat(window.body(again)).isEqualTo(window.body(first));
    }

    @Test
    void it_staff_may_go_on_without_the_rest_with_a_reason_and_clerks_may_not() throws Exception {
        recovery.require(NodeId.COUNTY);

        assertThat(end("clerk", "不想等")).isEqualTo(403);
        assertThat(end("it", " ")).isEqualTo(400);
        assertThat(mayWork()).isEqualTo(503);
        assertThat(end("it", "县里的机器也坏了")).isEqualTo(200);
        assertThat(mayWork()).isEqualTo(200);
    }

    private int end(String user, String reason) throws Exception {
        String token = window.body(http.perform(MockMvcRequestBuilders.post("/api/v1/tokens")
                                .contentType("application/json")
                                .content("{\"username\":\"" + user + "\",\"password\":\"yilu-demo-2026\"}"))
                        .andReturn())
                .path("token")
                .asString();
        return http.perform(MockMvcRequestBuilders.post("/api/v1/link/recovery/end")
                        .header("Authorization", "Bearer " + token)
                        .contentType("application/json")
                        .content("{\"reason\":\"" + reason + "\"}"))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private int mayWork() {
        try {
            return http.perform(MockMvcRequestBuilders.get("/actuator/health/work"))
                    .andReturn()
                    .getResponse()
                    .getStatus();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(MvcResult answer) {
        assertThat(answer.getResponse().getStatus()).as(Window.said(answer)).isEqualTo(503);
        assertThat(Window.said(answer)).contains("YILU-RECOVERY-005").contains("取回");
    }
}
