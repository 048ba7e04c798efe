package io.yilu.township.rebuild;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Recovery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How far the return of this site's history is, and the decision to go on without the rest of it. */
@RestController
@Tag(name = "link", description = "The line to the county")
class RecoveryApi {

    private final Recovery recovery;
    private final AuditLog log;

    RecoveryApi(Recovery recovery, AuditLog log) {
        this.recovery = recovery;
        this.log = log;
    }

    @GetMapping("/api/v1/link/recovery")
    @Operation(summary = "What is still to come back; empty when nothing is")
    List<Recovery.Progress> progress() {
        return recovery.open();
    }

    @PostMapping("/api/v1/link/recovery/end")
    @Operation(summary = "Goes on without what has not come back; needs a reason")
    List<Recovery.Progress> end(@RequestBody Decision decision) {
        String reason = decision.reason() == null ? "" : decision.reason().strip();
        if (reason.isEmpty()) {
            throw RequestRefused.malformed("YILU-RECOVERY-007", "没有写明理由，没有执行。", "请写明为什么不等县里交回全部办件；理由会记入审计日志。");
        }
        log.record(Act.NODE_RESTORED, NodeId.COUNTY.value(), "不再等待交回", reason);
        recovery.giveUp(NodeId.COUNTY, reason);
        return recovery.open();
    }

    /** Why somebody does not wait. */
    record Decision(@Nullable String reason) {}
}
