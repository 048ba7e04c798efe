package io.yilu.county.routes;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Recovery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Which towns have not handed back yet what a restored county had done, and the decision not to wait for one of them. */
@RestController
class RecoveryApi {

    private final Recovery recovery;
    private final AuditLog log;

    RecoveryApi(Recovery recovery, AuditLog log) {
        this.recovery = recovery;
        this.log = log;
    }

    @GetMapping("/api/v1/routes/recoveries")
    List<Recovery.Progress> progress() {
        return recovery.open();
    }

    @PostMapping("/api/v1/routes/recoveries/{site}/end")
    List<Recovery.Progress> end(@PathVariable String site, @RequestBody Decision decision) {
        String reason = decision.reason() == null ? "" : decision.reason().strip();
        if (reason.isEmpty()) {
            throw RequestRefused.malformed("YILU-RECOVERY-007", "没有写明理由，没有执行。", "请写明为什么不等该中心交回；理由会记入审计日志。");
        }
        NodeId waitedFor = recovery.open().stream()
                .map(Recovery.Progress::peer)
                .filter(peer -> peer.value().equals(site))
                .findFirst()
                .orElseThrow(() ->
                        RequestRefused.notFound("YILU-RECOVERY-008", "没有在等中心 " + site + " 交回。", "请核对中心编号，或刷新后再看。"));
        log.record(Act.NODE_RESTORED, waitedFor.value(), "不再等待交回", reason);
        recovery.giveUp(waitedFor, reason);
        return recovery.open();
    }

    /** Why somebody does not wait. */
    record Decision(@Nullable String reason) {}
}
