package io.yilu.node.audit;

import io.yilu.node.identity.NodeProperties;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.AuditAnchored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Heads of logs kept at more than one place: a log that is rewritten here, hashes and all, contradicts what the other nodes
 * were told before.
 */
public class AuditAnchors {

    /** Error code: another node's log is not the one that it told of before. */
    public static final String CONTRADICTED = "YILU-AUDIT-001";

    private static final Logger log = LoggerFactory.getLogger(AuditAnchors.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final int MOST_SHOWN = 100;
    private static final String SELECT =
            "SELECT node_id, entries, hash, anchored_at, noted_at, agrees FROM node_audit_anchor ";

    private final JdbcClient jdbc;
    private final AuditTable table;
    private final AuditLog auditLog;
    private final AnchorSilence silence;
    private final NodeId self;
    private final Clock clock;

    AuditAnchors(
            JdbcClient jdbc,
            AuditTable table,
            AuditLog auditLog,
            AnchorSilence silence,
            NodeProperties node,
            Clock clock) {
        this.jdbc = jdbc;
        this.table = table;
        this.auditLog = auditLog;
        this.silence = silence;
        this.self = node.id();
        this.clock = clock;
    }

    /**
     * Once a day tells the others where this log ends, in one transaction with keeping it here. A node with an empty log
     * waits until its first entry is a day old.
     *
     * @param tell appends the message for every other node
     */
    @Transactional
    public void tellIfDue(Consumer<AuditAnchored> tell) {
        Instant now = clock.instant();
        Optional<Instant> since = latest(self)
                .map(AuditAnchor::anchoredAt)
                .or(() -> table.find(1).map(first -> first.entry().at()));
        if (since.isEmpty() || isFresh(since.get(), now)) {
            return;
        }
        // What is committed stays. Without its lock: who acts takes the outbox's counter first and the head last.
        AuditHead head = table.head();
        long before = highestOfThisLog();
        tell.accept(new AuditAnchored(head.entries(), head.hash(), now, before, hashNowAt(before)));
        insert(self, head.entries(), head.hash(), now, true);
    }

    /** One that lies in the future was told while the date was set wrong: it must not keep the next from being told (law 9). */
    private static boolean isFresh(Instant at, Instant now) {
        return !at.isAfter(now) && now.isBefore(at.plus(EVERY));
    }

    /**
     * Keeps what another node says of its log.
     *
     * @return what is wrong, for an alarm; empty if it continues what that node said before
     */
    @Transactional
    public Optional<String> take(NodeId from, AuditAnchored told) {
        silence.end(from);
        Optional<AuditAnchor> kept = latest(from);
        boolean agrees = kept.isEmpty()
                || kept.get().entries() == told.earlierEntries()
                        && kept.get().hash().equals(told.earlierHash())
                        && told.entries() >= kept.get().entries();
        insert(from, told.entries(), told.hash(), told.anchoredAt(), agrees);
        if (agrees) {
            return Optional.empty();
        }
        String fault = "The audit log of " + from + " ended on " + kept.get().anchoredAt() + " with entry "
                + kept.get().entries() + " (" + kept.get().hash() + "). Now it says of entry " + told.earlierEntries()
                + ": " + told.earlierHash() + ", and ends with entry " + told.entries() + ".";
        log.error("{}: {} It was rewritten or cut off, unless that node was restored.", CONTRADICTED, fault);
        auditLog.recordOf(AuditLog.NODE, Act.ANCHOR_MISMATCH, from.value(), fault);
        return Optional.of(fault);
    }

    /**
     * Keeps again what this node once told and got back after it was rebuilt. What the log does not hold any more was lost:
     * an entry says so and names the anchor, once, though the county gets the same anchor back from each town. From then on
     * that anchor is no measure for the log, whose numbers are given again; the loss stays shown.
     *
     * @param message id of the message that told it: the node that handed it back keeps it for ever
     */
    @Transactional
    public void takeBack(AuditAnchored told, String message) {
        if (told.hash().equals(hashNowAt(told.entries()))) {
            if (!isKept(told)) {
                insert(self, told.entries(), told.hash(), told.anchoredAt(), true);
            }
            return;
        }
        LostAnchor lost = new LostAnchor(told.entries(), told.anchoredAt(), told.hash());
        if (table.ofAct(Act.LOG_RESTORED).stream().noneMatch(lost::isNamedBy)) {
            log.warn("This node's audit log was restored and has lost {}", lost.detail());
            auditLog.recordOf(AuditLog.NODE, Act.LOG_RESTORED, message, lost.detail());
        }
    }

    /** What this log is known to have lost when it was restored, the oldest first. */
    List<AuditGap> gaps() {
        return AuditGap.in(table.ofAct(Act.LOG_RESTORED));
    }

    /** What is kept of every node's log, this one's included, newest first. */
    public List<AuditAnchor> all() {
        return jdbc.sql(SELECT + "ORDER BY id DESC LIMIT ?")
                .param(MOST_SHOWN)
                .query(AuditAnchor.class)
                .list();
    }

    /** Hashes that this node told of its own log, by the number of the entry; of two that differ the first was the true one. */
    Map<Long, String> ofThisLog() {
        return jdbc
                .sql(SELECT + "WHERE node_id = ? ORDER BY id")
                .param(self.value())
                .query(AuditAnchor.class)
                .list()
                .stream()
                .filter(anchor -> anchor.entries() > 0)
                .collect(Collectors.toMap(AuditAnchor::entries, AuditAnchor::hash, (first, later) -> first));
    }

    private Optional<AuditAnchor> latest(NodeId node) {
        return jdbc.sql(SELECT + "WHERE node_id = ? ORDER BY id DESC LIMIT 1")
                .param(node.value())
                .query(AuditAnchor.class)
                .optional();
    }

    /** By number, since what came back after a restore was told before what stands beside it. */
    private long highestOfThisLog() {
        return jdbc.sql("SELECT COALESCE(MAX(entries), 0) FROM node_audit_anchor WHERE node_id = ?")
                .param(self.value())
                .query(Long.class)
                .single();
    }

    private boolean isKept(AuditAnchored told) {
        return jdbc.sql("SELECT COUNT(*) FROM node_audit_anchor WHERE node_id = ? AND entries = ? AND hash = ?")
                        .params(self.value(), told.entries(), told.hash())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Computed from the entry's fields as they are now, so that a changed entry is told as changed. */
    private String hashNowAt(long entry) {
        return entry == 0
                ? AuditEntry.BEFORE_THE_FIRST
                : table.find(entry).map(stored -> stored.entry().hash()).orElse(AuditAnchored.GONE);
    }

    private void insert(NodeId node, long entries, String hash, Instant anchoredAt, boolean agrees) {
        jdbc.sql("""
                INSERT INTO node_audit_anchor (node_id, entries, hash, anchored_at, noted_at, agrees)
                VALUES (:node, :entries, :hash, :at, :now, :agrees)""")
                .param("node", node.value())
                .param("entries", entries)
                .param("hash", hash)
                .param("at", anchoredAt)
                .param("now", clock.instant())
                .param("agrees", agrees)
                .update();
    }
}
