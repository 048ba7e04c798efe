package io.yilu.township.rebuild;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Recovery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The decisions of IT staff not to wait for what has not come back; each has its reason in the audit log. */
@Service
class GoingOn {

    private final Recovery recovery;
    private final Rebuild rebuild;
    private final AuditLog log;

    GoingOn(Recovery recovery, Rebuild rebuild, AuditLog log) {
        this.recovery = recovery;
        this.rebuild = rebuild;
        this.log = log;
    }

    /** @throws RequestRefused YILU-RECOVERY-007 without a reason */
    @Transactional
    void withoutTheRest(@Nullable String reason) {
        String why = required(reason, "请写明为什么不等县里交回全部办件；理由会记入审计日志。");
        recovery.giveUp(NodeId.COUNTY, why);
        log.record(Act.NODE_RESTORED, NodeId.COUNTY.value(), "不再等待交回", why);
    }

    /**
     * Does nothing while messages are still to come back, or once the files are here.
     *
     * @return whether there was something to wait for
     * @throws RequestRefused YILU-RECOVERY-007 without a reason
     */
    @Transactional
    boolean withoutFiles(@Nullable String reason) {
        String why = required(reason, "请写明为什么不再等待这些材料；理由会记入审计日志。");
        if (!rebuild.isWaitingForFiles()) {
            return false;
        }
        Recovery.Files files = rebuild.files();
        recovery.giveUpFiles(NodeId.COUNTY, why);
        log.record(
                Act.NODE_RESTORED,
                NodeId.COUNTY.value(),
                "不再等待材料 " + files.missing() + " 个，" + files.missingBytes() + " 字节",
                why);
        return true;
    }

    private static String required(@Nullable String reason, String whatToDo) {
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty()) {
            throw RequestRefused.malformed("YILU-RECOVERY-007", "没有写明理由，没有执行。", whatToDo);
        }
        return why;
    }
}
