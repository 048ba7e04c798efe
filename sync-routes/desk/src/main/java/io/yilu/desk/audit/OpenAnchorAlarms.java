package io.yilu.desk.audit;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AnchorAlarms;
import io.yilu.node.audit.AuditAnchors;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms;
import io.yilu.sync.Alarms.Alarm;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.transaction.annotation.Transactional;

/** Raises the alarms about other nodes' logs among this node's alarms, and ends them. */
class OpenAnchorAlarms implements AnchorAlarms {

    private static final String SILENT = "YILU-AUDIT-002";
    private static final Set<String> CODES = Set.of(AuditAnchors.CONTRADICTED, SILENT);

    private final Alarms alarms;
    private final AuditLog log;

    OpenAnchorAlarms(Alarms alarms, AuditLog log) {
        this.alarms = alarms;
        this.log = log;
    }

    /** Stays until a person has looked: the next anchor agrees with a rewritten log as well. */
    void contradicted(NodeId node, String fault) {
        alarms.raise(
                AuditAnchors.CONTRADICTED,
                node,
                fault
                        + " If that node was not restored from a backup, its log was rewritten or cut off: keep everything.");
    }

    void silent(NodeId node, Instant since) {
        alarms.raise(
                SILENT,
                node,
                node + " has been heard since " + since + " and has told nothing of its audit log."
                        + " Look at its clock and its log file; whoever keeps it from telling may be rewriting the log.");
    }

    /** It told an anchor, whatever that said. */
    void told(NodeId node) {
        alarms.clear(SILENT, node);
    }

    @Override
    public List<AnchorAlarm> open() {
        return alarms.open().stream()
                .filter(alarm -> CODES.contains(alarm.code()) && alarm.peer() != null)
                .map(OpenAnchorAlarms::shown)
                .toList();
    }

    /** Somebody found out why that node's log is another; the reason stays in this node's log. */
    @Transactional
    public void end(String site, String reason) {
        String why = reason.strip();
        if (why.isEmpty()) {
            throw RequestRefused.malformed("YILU-AUDIT-003", "没有写明理由，告警没有解除。", "请写明查明的情况；理由会记入审计日志。");
        }
        NodeId node = open().stream()
                .filter(alarm -> alarm.endedByPerson() && alarm.node().value().equals(site))
                .map(AnchorAlarm::node)
                .findFirst()
                .orElseThrow(() ->
                        RequestRefused.notFound("YILU-AUDIT-004", "节点 " + site + " 没有待解除的告警。", "请刷新后再看；可能已由同事解除。"));
        alarms.clear(AuditAnchors.CONTRADICTED, node);
        log.record(Act.ALARM_CLEARED, node.value(), AuditAnchors.CONTRADICTED, why);
    }

    private static AnchorAlarm shown(Alarm alarm) {
        return new AnchorAlarm(
                alarm.code(),
                Objects.requireNonNull(alarm.peer()),
                alarm.text(),
                alarm.since(),
                alarm.code().equals(AuditAnchors.CONTRADICTED));
    }
}
