package io.yilu.node.audit;

import io.yilu.node.audit.AuditVerdict.Fault;
import io.yilu.node.identity.NodeProperties;
import io.yilu.schemas.contract.ContractMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Checks the log, and writes it out with its proof. */
class AuditReport {

    private final AuditTable table;
    private final AuditAnchors anchors;
    private final AuditLog auditLog;
    private final NodeProperties node;
    private final Clock clock;

    AuditReport(AuditTable table, AuditAnchors anchors, AuditLog auditLog, NodeProperties node, Clock clock) {
        this.table = table;
        this.anchors = anchors;
        this.auditLog = auditLog;
        this.node = node;
        this.clock = clock;
    }

    /** A page of the log. */
    record Page(List<AuditEntry> entries, long total, int page, int pages) {}

    Page page(AuditQuery query) {
        long total = table.count(query);
        int pages = (int) Math.max(1, (total + query.size() - 1) / query.size());
        return new Page(table.page(query), total, query.page(), pages);
    }

    /** Walks the whole chain and compares it with the anchors; that somebody did so is an entry as well. */
    AuditVerdict verify() {
        AuditVerdict verdict = walk(line -> {});
        String found = verdict.sound()
                ? "entries " + verdict.checked()
                : verdict.fault() + " at entry " + verdict.firstBroken();
        String lost = verdict.gaps().isEmpty()
                ? ""
                : ", lost in restores: " + verdict.gaps().size();
        auditLog.record(Act.LOG_VERIFIED, "audit", found + lost);
        return verdict;
    }

    /**
     * Writes every sound entry as one line and, as the last line, the proof: how many there are and the hash of the last.
     * A log that is broken is written up to the break, and the proof says where that is.
     */
    StreamingResponseBody export() {
        auditLog.record(Act.LOG_EXPORTED, "audit", "entries " + table.head().entries());
        return this::write;
    }

    String fileName() {
        return "audit-" + node.id() + ".jsonl";
    }

    private void write(OutputStream out) {
        AuditVerdict verdict = walk(line -> write(out, line));
        write(out, ContractMapper.instance().writeValueAsString(proof(verdict)));
    }

    private AuditVerdict walk(Consumer<String> each) {
        return new AuditWalk(table).walk(anchors.ofThisLog(), each).with(anchors.gaps());
    }

    private Proof proof(AuditVerdict verdict) {
        return new Proof(
                verdict.head().hash(),
                verdict.head().entries(),
                node.id().value(),
                clock.instant().toString(),
                verdict.firstBroken(),
                verdict.fault(),
                anchors.ofThisLog(),
                verdict.gaps());
    }

    /**
     * The last line of an export; {@code anchors} are the hashes told to other nodes, by the number of the entry, {@code gaps}
     * what was lost in restores.
     */
    record Proof(
            String head,
            long entries,
            String node,
            String exportedAt,
            @Nullable Long firstBroken,
            @Nullable Fault fault,
            Map<Long, String> anchors,
            List<AuditGap> gaps) {}

    private static void write(OutputStream out, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
