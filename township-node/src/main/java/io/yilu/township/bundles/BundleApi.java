package io.yilu.township.bundles;

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
import java.time.Instant;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bundles over the HTTP API. */
@RestController
@RequestMapping("/api/v1/bundles")
@Tag(name = "bundles", description = "The road that is a stick")
class BundleApi {

    private static final int LATEST = 100;

    /** Only the county may take a bundle for the last copy of a lost machine. */
    private static final String NOBODY_VOUCHES = "";

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
     * @param secondCopyAt when the last second copy was made
     */
    record BundlesAnswer(
            @Nullable BundleJob job,
            boolean stick,
            List<BundlePart> latest,
            @Nullable Instant secondCopyAt) {}

    /** @param to {@code stick} or {@code download} */
    record ExportRequest(String to) {}

    @GetMapping
    @Operation(summary = "The job that runs or ran last, and the latest parts")
    BundlesAnswer bundles() {
        return new BundlesAnswer(
                desk.job().orElse(null),
                desk.hasStick(),
                desk.latest(NodeId.COUNTY, LATEST),
                desk.secondCopyMadeAt().orElse(null));
    }

    @PostMapping("/exports")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Export everything that waits for the county")
    BundleJob export(@RequestBody ExportRequest request, @AuthenticationPrincipal SignedInUser user) {
        return acts.export(NodeId.COUNTY, "stick".equals(request.to()), user);
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
    @Operation(summary = "Import one part, sent as the raw body (application/octet-stream)")
    BundleJob importUpload(HttpServletRequest request, @AuthenticationPrincipal SignedInUser user) throws IOException {
        return acts.importUpload(request.getInputStream(), NOBODY_VOUCHES, user);
    }

    @PostMapping("/imports/stick")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Import every part on the stick of this machine")
    BundleJob importStick(@AuthenticationPrincipal SignedInUser user) {
        return acts.importStick(NOBODY_VOUCHES, user);
    }

    @PostMapping("/second-copy")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Make the second copy of never-synced work now")
    BundleJob secondCopy(@AuthenticationPrincipal SignedInUser user) {
        return acts.makeSecondCopy(user);
    }
}
