package io.yilu.township.bundles;

import io.yilu.desk.bundles.BundleActs;
import io.yilu.desk.bundles.BundleAnswers;
import io.yilu.desk.bundles.BundleStanding;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundleDesk;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** U盘传送 at the window: what waits, out to a stick, in from a stick, and the second copy. */
@Controller
@RequestMapping("/line/bundles")
class BundlePages {

    private static final String HOME = "/line/bundles";

    /** Only the county may take a bundle for the last copy of a lost machine. */
    private static final String NOBODY_VOUCHES = "";

    private final BundleActs acts;
    private final BundleDesk desk;
    private final BundleStanding standing;

    BundlePages(BundleActs acts, BundleDesk desk, BundleStanding standing) {
        this.acts = acts;
        this.desk = desk;
        this.standing = standing;
    }

    @GetMapping
    String page(Model model) {
        model.addAttribute("home", HOME);
        model.addAttribute("imports", HOME + "/stick");
        model.addAttribute("uploads", HOME + "/files");
        model.addAttribute("peerName", "紫阳县政务服务中心");
        model.addAllAttributes(standing.with(NodeId.COUNTY));
        model.addAttribute("mayVouch", false);
        model.addAttribute("keepsSecondCopy", true);
        model.addAttribute("secondCopyPlanned", desk.isSecondCopyPlanned());
        model.addAttribute("secondCopyMadeAt", desk.secondCopyMadeAt().orElse(null));
        return "node/bundles";
    }

    @PostMapping
    String export(@RequestParam String to, @AuthenticationPrincipal SignedInUser user) {
        acts.export(NodeId.COUNTY, to.equals("stick"), user);
        return "redirect:" + HOME;
    }

    @PostMapping("/stick")
    String importStick(@AuthenticationPrincipal SignedInUser user) {
        acts.importStick(NOBODY_VOUCHES, user);
        return "redirect:" + HOME;
    }

    /** The raw body is one part. */
    @PostMapping("/files")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void importUpload(HttpServletRequest request, @AuthenticationPrincipal SignedInUser user) throws IOException {
        acts.importUpload(request.getInputStream(), NOBODY_VOUCHES, user);
    }

    @PostMapping("/second-copy")
    String secondCopy(@AuthenticationPrincipal SignedInUser user) {
        acts.makeSecondCopy(user);
        return "redirect:" + HOME;
    }

    @GetMapping("/files/{name}")
    ResponseEntity<Resource> download(@PathVariable String name) {
        return desk.download(name)
                .map(BundleAnswers::file)
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
