package io.yilu.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.node.audit.AuditVerdict.Fault;
import io.yilu.node.trial.NodeTest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.AuditAnchored;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@NodeTest
class AuditLogTest {

    private static final NodeId OTHER = NodeId.of("610924100");

    @Autowired
    AuditLog log;

    @Autowired
    AuditTable table;

    @Autowired
    AuditAnchors anchors;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

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
    void a_log_nobody_touched_is_sound_whatever_was_written_into_it() {
        write(3);
        log.record(Act.MESSAGE_DISCARDED, "引号\" 反斜\\ 换行\n 制表\t \u0001", "尾随空格   ", "理由 🐎".repeat(200));

        assertThat(verdict()).isEqualTo(AuditVerdict.sound(new AuditHead(4, hashOf(4))));
    }

    @Test
    void an_entry_is_there_exactly_if_its_act_is() {
        write(1);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    log.record(Act.CASE_DECIDED, "610924102-20150701-0012-7", "");
                    throw new IllegalStateException("the decision failed");
                }))
                .hasMessage("the decision failed");
        write(1);

        assertThat(verdict()).isEqualTo(AuditVerdict.sound(new AuditHead(2, hashOf(2))));
        assertThat(log.looksAt("610924102-20150701-0012-7", Act.CASE_DECIDED)).isEmpty();
    }

    @Test
    void entries_written_side_by_side_make_one_chain() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Boolean>> work = IntStream.range(0, 60)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        log.record(Act.CASE_SEEN, "case-" + i, "");
                        return true;
                    })
                    .toList();
            for (Future<Boolean> done : writers.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            writers.shutdownNow();
        }

        assertThat(verdict().sound()).isTrue();
        assertThat(verdict().checked()).isEqualTo(60);
    }

    @Test
    void an_entry_changed_in_the_database_is_named() {
        write(5);
        for (String column : List.of("actor", "origin", "act", "subject", "detail", "reason")) {
            String before = jdbc.sql("SELECT " + column + " FROM node_audit WHERE number = 3")
                    .query(String.class)
                    .single();
            jdbc.sql("UPDATE node_audit SET " + column + " = 'x' WHERE number = 3")
                    .update();
            assertThat(verdict()).as(column).isEqualTo(broken(3, Fault.CHANGED));
            jdbc.sql("UPDATE node_audit SET " + column + " = ? WHERE number = 3")
                    .param(before)
                    .update();
        }
        jdbc.sql("UPDATE node_audit SET at = at + INTERVAL 1 MICROSECOND WHERE number = 3")
                .update();
        assertThat(verdict()).isEqualTo(broken(3, Fault.CHANGED));
    }

    @Test
    void an_entry_changed_together_with_its_hash_breaks_the_chain_at_the_next() {
        write(5);
        forge(3);

        assertThat(verdict()).isEqualTo(broken(4, Fault.UNCHAINED));
    }

    @Test
    void deleted_entries_are_named_wherever_they_stood() {
        write(5);
        jdbc.sql("DELETE FROM node_audit WHERE number = 5").update();
        assertThat(verdict()).isEqualTo(broken(5, Fault.MISSING));
        jdbc.sql("DELETE FROM node_audit WHERE number = 2").update();
        assertThat(verdict()).isEqualTo(broken(2, Fault.MISSING));
        jdbc.sql("DELETE FROM node_audit").update();
        assertThat(verdict()).isEqualTo(broken(1, Fault.MISSING));
    }

    @Test
    void deleting_and_closing_the_gap_is_found() {
        write(5);
        jdbc.sql("DELETE FROM node_audit WHERE number = 3").update();
        jdbc.sql("UPDATE node_audit SET number = number - 1 WHERE number > 3 ORDER BY number")
                .update();

        assertThat(verdict()).isEqualTo(broken(3, Fault.CHANGED));
    }

    @Test
    void a_last_entry_that_was_forged_with_its_hash_is_not_the_end_that_was_kept() {
        write(5);
        forge(5);

        assertThat(verdict()).isEqualTo(broken(5, Fault.OTHER_END));
    }

    @Test
    void an_end_that_was_cut_off_together_with_the_head_contradicts_what_was_told_the_others() {
        write(5);
        tell();
        jdbc.sql("DELETE FROM node_audit WHERE number > 3").update();
        setHead(3);

        assertThat(verdict()).isEqualTo(broken(4, Fault.MISSING));
    }

    @Test
    void a_log_rewritten_as_a_whole_is_noticed_here_and_at_the_node_that_keeps_its_anchor() {
        write(5);
        List<AuditAnchored> told = new ArrayList<>(tell());
        assertThat(anchors.take(OTHER, told.get(0))).isEmpty();
        rewriteFrom(2);
        assertThat(verdict()).isEqualTo(broken(5, Fault.NOT_AS_ANCHORED));

        makeAnchorsADayOlder();
        told.addAll(tell());

        assertThat(anchors.take(OTHER, told.get(1))).get().asString().contains("610924100", "entry 5");
        assertThat(anchors.all().get(0).agrees()).isFalse();
        assertThat(log.looksAt(OTHER.value(), Act.ANCHOR_MISMATCH)).hasSize(1);
    }

    @Test
    void an_honest_log_agrees_with_its_anchors_day_after_day() {
        for (int day = 0; day < 3; day++) {
            write(2);
            for (AuditAnchored told : tell()) {
                assertThat(anchors.take(OTHER, told)).isEmpty();
            }
            makeAnchorsADayOlder();
        }
        assertThat(verdict().sound()).isTrue();
        assertThat(anchors.all()).hasSize(6).allMatch(AuditAnchor::agrees);
    }

    @Test
    void an_anchor_is_told_once_a_day_and_not_before_the_first_entry_is_a_day_old() {
        write(1);
        List<AuditAnchored> told = new ArrayList<>();
        anchors.tellIfDue(told::add);
        assertThat(told).isEmpty();

        assertThat(tell()).hasSize(1);
        anchors.tellIfDue(told::add);
        assertThat(told).isEmpty();
    }

    @Test
    void a_line_can_be_checked_with_plain_sha256() throws Exception {
        write(2);
        List<String> lines = new ArrayList<>();
        new AuditWalk(table).walk(Map.of(), lines::add);

        assertThat(lines.get(0))
                .startsWith("{\"number\":1,\"at\":\"")
                .endsWith("\"previous\":\"" + "0".repeat(64) + "\"}");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(lines.get(0).getBytes(StandardCharsets.UTF_8));
        assertThat(lines.get(1)).endsWith("\"previous\":\"" + HexFormat.of().formatHex(digest) + "\"}");
    }

    // ---- words used above

    private void write(int entries) {
        for (int i = 0; i < entries; i++) {
            log.recordOf("clerk", Act.CASE_SEEN, "610924102-20150701-0012-7", "申请表");
        }
    }

    private AuditVerdict verdict() {
        return new AuditWalk(table).walk(anchors.ofThisLog(), line -> {});
    }

    private AuditVerdict broken(long entry, Fault fault) {
        return AuditVerdict.broken(log.head(), entry, fault);
    }

    private String hashOf(long number) {
        return table.find(number).orElseThrow().hash();
    }

    /** Tells what is due after a day; the clock is the machine's, so the first entry is made a day older instead. */
    private List<AuditAnchored> tell() {
        long entries = log.head().entries();
        if (anchors.ofThisLog().isEmpty()) {
            AuditEntry first = table.find(1).orElseThrow().entry();
            replace(new AuditEntry(
                    1,
                    first.at().minusSeconds(90_000),
                    first.actor(),
                    first.origin(),
                    first.act(),
                    first.subject(),
                    first.detail(),
                    first.reason(),
                    first.previous()));
            rewriteFrom(2);
        }
        List<AuditAnchored> told = new ArrayList<>();
        anchors.tellIfDue(told::add);
        assertThat(log.head().entries()).isEqualTo(entries);
        return told;
    }

    private void makeAnchorsADayOlder() {
        jdbc.sql("UPDATE node_audit_anchor SET anchored_at = anchored_at - INTERVAL 25 HOUR")
                .update();
    }

    /** What one can do who may write SQL and knows how the log works. */
    private void forge(long number) {
        AuditEntry entry = table.find(number).orElseThrow().entry();
        replace(new AuditEntry(
                number,
                entry.at(),
                "nobody",
                entry.origin(),
                entry.act(),
                entry.subject(),
                entry.detail(),
                entry.reason(),
                entry.previous()));
    }

    private void rewriteFrom(long number) {
        for (long n = number; n <= log.head().entries(); n++) {
            AuditEntry entry = table.find(n).orElseThrow().entry();
            replace(new AuditEntry(
                    n,
                    entry.at(),
                    entry.actor(),
                    entry.origin(),
                    entry.act(),
                    entry.subject(),
                    "rewritten " + entry.detail(),
                    entry.reason(),
                    n == 1 ? AuditEntry.BEFORE_THE_FIRST : hashOf(n - 1)));
        }
        setHead(log.head().entries());
    }

    private void replace(AuditEntry entry) {
        jdbc.sql("UPDATE node_audit SET at = ?, actor = ?, detail = ?, previous = ?, hash = ? WHERE number = ?")
                .params(entry.at(), entry.actor(), entry.detail(), entry.previous(), entry.hash(), entry.number())
                .update();
    }

    private void setHead(long entries) {
        jdbc.sql("UPDATE node_audit_head SET entries = ?, hash = ?")
                .params(entries, hashOf(entries))
                .update();
    }
}
