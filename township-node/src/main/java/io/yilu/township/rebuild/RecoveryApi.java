package io.yilu.township.rebuild;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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
    private final GoingOn goingOn;

    RecoveryApi(Recovery recovery, GoingOn goingOn) {
        this.recovery = recovery;
        this.goingOn = goingOn;
    }

    @GetMapping("/api/v1/link/recovery")
    @Operation(summary = "What is still to come back; empty when nothing is")
    List<Recovery.Progress> progress() {
        return recovery.open();
    }

    @PostMapping("/api/v1/link/recovery/end")
    @Operation(summary = "Goes on without what has not come back; needs a reason")
    List<Recovery.Progress> end(@RequestBody Decision decision) {
        goingOn.withoutTheRest(decision.reason());
        return recovery.open();
    }

    @PostMapping("/api/v1/link/recovery/files/end")
    @Operation(summary = "Goes on without the files of open cases that have not come back; needs a reason")
    List<Recovery.Progress> endFiles(@RequestBody Decision decision) {
        goingOn.withoutFiles(decision.reason());
        return recovery.open();
    }

    /** Why somebody does not wait. */
    record Decision(@Nullable String reason) {}
}
