package io.yilu.desk.repairs;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.sync.RepairJournal;

/** Writes repairs to this node's audit log, in their own transaction. */
class AuditedRepairs implements RepairJournal {

    private final AuditLog log;

    AuditedRepairs(AuditLog log) {
        this.log = log;
    }

    @Override
    public void wrote(Step step, String subject, String detail, String reason) {
        log.record(act(step), subject, detail, reason);
    }

    private static Act act(Step step) {
        return switch (step) {
            case SEEN_IN_FULL -> Act.MESSAGE_SEEN;
            case RETRIED -> Act.MESSAGE_RETRIED;
            case CORRECTED -> Act.MESSAGE_REPAIRED;
            case DISCARDED -> Act.MESSAGE_DISCARDED;
            case REQUESTED -> Act.MESSAGE_REQUESTED;
            case CONFLICT_DECIDED -> Act.CONFLICT_RESOLVED;
            case FILE_RETRIED -> Act.FILE_REQUESTED;
        };
    }
}
