package io.yilu.desk.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yilu.node.audit.AnchorAlarms.AnchorAlarm;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The alarms about other nodes' logs over HTTP; who may see the log may end them. */
@RestController
@Tag(name = "audit")
class AnchorAlarmApi {

    private final OpenAnchorAlarms alarms;

    AnchorAlarmApi(OpenAnchorAlarms alarms) {
        this.alarms = alarms;
    }

    @GetMapping("/api/v1/audit/alarms")
    @Operation(summary = "Open alarms about the logs of other nodes")
    List<AnchorAlarm> open() {
        return alarms.open();
    }

    @PostMapping("/api/v1/audit/alarms/{site}/end")
    @Operation(summary = "Ends the alarm about a log that contradicts its anchors; needs a reason")
    List<AnchorAlarm> end(@PathVariable String site, @RequestBody Finding finding) {
        String reason = finding.reason();
        alarms.end(site, reason == null ? "" : reason);
        return alarms.open();
    }

    /** What was found out. */
    record Finding(@Nullable String reason) {}
}
