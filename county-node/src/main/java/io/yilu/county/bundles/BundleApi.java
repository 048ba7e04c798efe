package io.yilu.county.bundles;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yilu.desk.bundles.BundleActs;
import io.yilu.desk.bundles.BundleAnswers;
import io.yilu.node.problem.RequestRefused;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundleDesk;
import io.yilu.sync.BundleJob;
import io.yilu.sync.BundlePart;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bundles over the HTTP API. */
@RestController
@RequestMapping("/api/v1/bundles")
@Tag(name = "bundles", description = "The road that is a stick")
class BundleApi {

    private static final int LATEST = 100;

    private final BundleActs acts;
    private final BundleDesk desk;

    BundleApi(BundleActs acts, BundleDesk desk) {
        this.acts = acts;
        this.desk = desk;
    }

    /**
     * Where bundles stand.
     *
     * @param job the one that runs, or the last one
     * @param stick whether a stick is there at this machine
     * @param latest parts from and for the site that was asked for
     */
    record BundlesAnswer(@Nullable BundleJob job, boolean stick, List<BundlePart> latest) {}

    /** @param to {@code stick} or {@code download} */
    record ExportRequest(NodeId site, String to) {}

    @GetMapping
    @Operation(summary = "The job that runs or ran last, and the latest parts")
    BundlesAnswer bundles(@RequestParam NodeId site) {
        return new BundlesAnswer(desk.job().orElse(null), desk.hasStick(), desk.latest(site, LATEST));
    }

    @PostMapping("/exports")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Export everything that waits for a site")
    BundleJob export(@RequestBody ExportRequest request, @AuthenticationPrincipal SignedInUser user) {
        return acts.export(request.site(), "stick".equals(request.to()), user);
    }

    @GetMapping("/exports/{name}")
    @Operation(summary = "Download a part")
    ResponseEntity<Resource> download(@PathVariable String name) {
        return desk.download(name)
                .map(BundleAnswers::file)
                .orElseThrow(() -> RequestRefused.notFound("YILU-REQUEST-404", "没有这个分卷。", "请重新导出。"));
    }

    @PostMapping("/imports")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary =
                    "Import one part, sent as the raw body (application/octet-stream); with a reason as the last copy")
    BundleJob importUpload(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String lastCopyReason,
            @AuthenticationPrincipal SignedInUser user)
            throws IOException {
        return acts.importUpload(request.getInputStream(), lastCopyReason, user);
    }

    @PostMapping("/imports/stick")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Import every part on the stick of this machine")
    BundleJob importStick(
            @RequestParam(defaultValue = "") String lastCopyReason, @AuthenticationPrincipal SignedInUser user) {
        return acts.importStick(lastCopyReason, user);
    }
}
