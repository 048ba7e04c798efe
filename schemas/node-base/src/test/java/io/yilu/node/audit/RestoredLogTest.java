package io.yilu.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.yilu.node.audit.AuditVerdict.Fault;
import io.yilu.node.trial.NodeTest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.AuditAnchored;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node that was put back from a backup: its log goes on, what it lost stays shown, and nothing hides behind that. */
@NodeTest
class RestoredLogTest {

    private static final NodeId OTHER = NodeId.of("610924100");
    private static final Instant YESTERDAY = Instant.parse("2026-11-20T16:00:00Z");
    private static final String MESSAGE = "0197a1b2-0000-7000-8000-000000000001";

    @Autowired
    AuditLog log;

    @Autowired
    AuditTable table;

    @Autowired
    AuditAnchors anchors;

    @Autowired
    AuditReport report;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    @AfterEach
    void beginAnew() {
        jdbc.sql("DELETE FROM node_audit").update();
        jdbc.sql("DELETE FROM node_audit_anchor").update();
        jdbc.sql("UPDATE node_audit_head SET entries = 0, hash = ?")
                .param(AuditEntry.BEFORE_THE_FIRST)
                .update();
    }

    @Test
    void a_restored_log_names_what_it_lost_once_and_verifies_again_however_far_it_grows() {
        AuditAnchored lost = restoredToThreeOf(8);

        assertThat(entries(Act.LOG_RESTORED)).singleElement().satisfies(entry -> {
            assertThat(entry.number()).isEqualTo(5);
            assertThat(entry.subject()).isEqualTo(MESSAGE);
            assertThat(entry.detail()).isEqualTo("entry 8, told 2026-11-20T16:00:00Z, sha256 " + lost.hash());
        });
        AuditGap gap =
                new AuditGap(5, entries(Act.LOG_RESTORED).get(0).at(), 5, 8, lost.hash(), lost.anchoredAt(), MESSAGE);
        assertThat(report.verify().sound()).isTrue();
        write(6);
        AuditVerdict grown = report.verify();
        assertThat(grown.sound()).isTrue();
        assertThat(grown.checked()).isEqualTo(12);
        assertThat(grown.gaps()).containsExactly(gap);
        assertThat(entries(Act.LOG_VERIFIED))
                .last()
                .satisfies(entry -> assertThat(entry.detail()).isEqualTo("entries 12, lost in restores: 1"));
    }

    @Test
    void several_anchors_of_one_restore_are_one_loss_and_the_next_restore_is_another() {
        restoredToThreeOf(8);
        anchors.takeBack(lostEnd(11, "ab"), "another");
        write(20);
        anchors.takeBack(lostEnd(40, "cd"), "the next");

        assertThat(report.verify().gaps())
                .extracting(AuditGap::first, AuditGap::last, AuditGap::message)
                .containsExactly(tuple(5L, 11L, "another"), tuple(27L, 40L, "the next"));
    }

    @Test
    void what_is_touched_before_or_after_the_loss_is_found_as_in_any_log() {
        restoredToThreeOf(8);
        write(6);
        touch(10);
        assertThat(report.verify()).satisfies(verdict -> isBroken(verdict, 10, Fault.CHANGED));
        touch(2);
        assertThat(report.verify()).satisfies(verdict -> isBroken(verdict, 2, Fault.CHANGED));
    }

    @Test
    void an_anchor_of_the_new_life_counts_though_its_number_was_lost_before() {
        restoredToThreeOf(8);
        write(3);
        keep(end(YESTERDAY.plusSeconds(86_400)));
        assertThat(log.head().entries()).isEqualTo(8);
        write(4);

        rewriteFrom(7);

        assertThat(report.verify()).satisfies(verdict -> isBroken(verdict, 8, Fault.NOT_AS_ANCHORED));
    }

    @Test
    void a_cut_that_is_passed_off_as_a_restore_stays_shown_here_and_contradicts_what_the_others_keep()
            throws Exception {
        write(8);
        AuditAnchored told = end(YESTERDAY);
        keep(told);
        assertThat(anchors.take(OTHER, told)).isEmpty();

        rollBackTo(3);
        jdbc.sql("DELETE FROM node_audit_anchor WHERE node_id = '610924102'").update();
        log.recordOf(AuditLog.NODE, Act.LOG_RESTORED, MESSAGE, new LostAnchor(8, YESTERDAY, told.hash()).detail());
        write(9);

        AuditVerdict verdict = report.verify();
        assertThat(verdict.sound()).isTrue();
        assertThat(verdict.gaps()).extracting(AuditGap::last, AuditGap::hash).containsExactly(tuple(8L, told.hash()));
        assertThat(export()).contains("\"gaps\":[{", told.hash());
        assertThat(Verifier.says(export())).contains("LOST IN A RESTORE, says entry 4 of ", told.hash());
        assertThat(anchors.take(
                        OTHER, new AuditAnchored(13, "ab".repeat(32), YESTERDAY, 0, AuditEntry.BEFORE_THE_FIRST)))
                .isPresent();
    }

    @Test
    void the_verifier_of_plain_sha256_knows_the_lost_end_and_no_other_and_finds_what_was_touched() throws Exception {
        AuditAnchored lost = restoredToThreeOf(8);
        write(6);
        String export = export();

        assertThat(Verifier.says(export, "8", lost.hash()))
                .startsWith("SOUND: 12 entries")
                .contains("LOST IN A RESTORE, says entry 5 of ", ": entry 8, told 2026-11-20T16:00:00Z, sha256 ");
        assertThat(Verifier.says(export, "3", hashOf(3), "8", lost.hash())).startsWith("SOUND");
        assertThat(Verifier.says(export, "8", "ab".repeat(32)))
                .startsWith("NOT SOUND: entry 8 has the hash " + hashOf(8));
        assertThat(Verifier.says(export, "7", lost.hash())).startsWith("NOT SOUND: entry 7 ");
        assertThat(Verifier.says(export, "90", lost.hash())).startsWith("NOT SOUND: entry 90 has the hash of none");
        assertThat(Verifier.says(touched(export, 9)))
                .startsWith("NOT SOUND: entry 10 ")
                .contains("LOST IN A RESTORE, says entry 5");
        assertThat(Verifier.says(touched(export, 2))).startsWith("NOT SOUND: entry 3 ");
    }

    @Test
    void what_came_back_and_is_still_in_the_log_is_no_loss() {
        write(4);
        AuditAnchored told = end(YESTERDAY);

        anchors.takeBack(told, MESSAGE);
        anchors.takeBack(told, "the same from another town");

        assertThat(entries(Act.LOG_RESTORED)).isEmpty();
        assertThat(anchors.ofThisLog()).containsExactly(Map.entry(4L, told.hash()));
        assertThat(anchors.all()).hasSize(1);
    }

    @Test
    void law_9_what_comes_back_is_put_in_order_by_number_whatever_the_clock_said_then() {
        write(4);
        AuditAnchored early = end(Instant.now().plus(Duration.ofDays(3000)));
        write(2);
        keep(end(Instant.now().minus(Duration.ofDays(2))));
        write(1);
        anchors.takeBack(early, MESSAGE);

        List<AuditAnchored> told = new ArrayList<>();
        anchors.tellIfDue(told::add);

        assertThat(told).singleElement().satisfies(next -> {
            assertThat(next.earlierEntries()).isEqualTo(6);
            assertThat(next.earlierHash()).isEqualTo(hashOf(6));
        });
    }

    // ---- words used above

    /** A log that was backed up at its third entry, grew and was told, and was put back; one entry has been written since. */
    private AuditAnchored restoredToThreeOf(int entries) {
        write(3);
        keep(end(YESTERDAY.minusSeconds(86_400)));
        write(entries - 3);
        AuditAnchored lost = end(YESTERDAY);
        rollBackTo(3);
        write(1);
        anchors.takeBack(lost, MESSAGE);
        anchors.takeBack(lost, "the same from another town");
        return lost;
    }

    private void write(int entries) {
        for (int i = 0; i < entries; i++) {
            log.recordOf("clerk", Act.CASE_SEEN, "610924102-20150701-0012-7", "申请表");
        }
    }

    private AuditAnchored end(Instant at) {
        return new AuditAnchored(log.head().entries(), log.head().hash(), at, 0, AuditEntry.BEFORE_THE_FIRST);
    }

    private static AuditAnchored lostEnd(long entries, String twoDigits) {
        return new AuditAnchored(entries, twoDigits.repeat(32), YESTERDAY, 0, AuditEntry.BEFORE_THE_FIRST);
    }

    /** This node's own table has it, as after telling. */
    private void keep(AuditAnchored told) {
        anchors.takeBack(told, MESSAGE);
    }

    private void rollBackTo(long number) {
        jdbc.sql("DELETE FROM node_audit WHERE number > ?").param(number).update();
        jdbc.sql("UPDATE node_audit_head SET entries = ?, hash = ?")
                .params(number, hashOf(number))
                .update();
    }

    private void touch(long number) {
        jdbc.sql("UPDATE node_audit SET actor = 'nobody' WHERE number = ?")
                .param(number)
                .update();
    }

    /** Hashes, head and all, by somebody who knows how the log works. */
    private void rewriteFrom(long number) {
        long last = log.head().entries();
        for (long n = number; n <= last; n++) {
            AuditEntry entry = table.find(n).orElseThrow().entry();
            AuditEntry forged = new AuditEntry(
                    n, entry.at(), "nobody", entry.origin(), entry.act(), entry.subject(), "", "", hashOf(n - 1));
            jdbc.sql("UPDATE node_audit SET actor = ?, detail = ?, previous = ?, hash = ? WHERE number = ?")
                    .params(forged.actor(), forged.detail(), forged.previous(), forged.hash(), n)
                    .update();
        }
        jdbc.sql("UPDATE node_audit_head SET hash = ?").param(hashOf(last)).update();
    }

    private String hashOf(long number) {
        return table.find(number).orElseThrow().hash();
    }

    private List<AuditEntry> entries(Act act) {
        return table.ofAct(act);
    }

    private static void isBroken(AuditVerdict verdict, long entry, Fault fault) {
        assertThat(verdict.firstBroken()).isEqualTo(entry);
        assertThat(verdict.fault()).isEqualTo(fault);
        assertThat(verdict.gaps()).extracting(AuditGap::last).containsExactly(8L);
    }

    private String export() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.export().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String touched(String export, int entry) {
        return export.replace("{\"number\":" + entry + ",\"at\":\"2", "{\"number\":" + entry + ",\"at\":\"1");
    }
}
