package io.yilu.county.bundles;

import io.yilu.county.catalogue.Catalogues;
import io.yilu.desk.bundles.BundleActs;
import io.yilu.desk.bundles.BundleAnswers;
import io.yilu.desk.bundles.BundleStanding;
import io.yilu.node.problem.RequestRefused;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.catalogue.Site;
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

/** U盘传送 for one site: what waits for it, out to a stick, and in from a stick. */
@Controller
@RequestMapping("/routes/bundles")
class BundlePages {

    private static final String HOME = "/routes/bundles";

    private final BundleActs acts;
    private final BundleDesk desk;
    private final Catalogues catalogues;
    private final BundleStanding standing;

    BundlePages(BundleActs acts, BundleDesk desk, Catalogues catalogues, BundleStanding standing) {
        this.acts = acts;
        this.desk = desk;
        this.catalogues = catalogues;
        this.standing = standing;
    }

    @GetMapping
    String page(@RequestParam NodeId site, Model model) {
        NodeId known = require(site);
        model.addAttribute("home", home(known));
        model.addAttribute("imports", HOME + "/stick?site=" + known);
        model.addAttribute("uploads", HOME + "/files");
        model.addAttribute("peerName", catalogues.siteName(known));
        model.addAllAttributes(standing.with(known));
        model.addAttribute("mayVouch", true);
        model.addAttribute("keepsSecondCopy", false);
        return "node/bundles";
    }

    @PostMapping
    String export(@RequestParam NodeId site, @RequestParam String to, @AuthenticationPrincipal SignedInUser user) {
        NodeId known = require(site);
        acts.export(known, to.equals("stick"), user);
        return "redirect:" + home(known);
    }

    @PostMapping("/stick")
    String importStick(
            @RequestParam NodeId site,
            @RequestParam(defaultValue = "") String lastCopyReason,
            @AuthenticationPrincipal SignedInUser user) {
        acts.importStick(lastCopyReason, user);
        return "redirect:" + home(require(site));
    }

    /** The raw body is one part, from whichever site it is. */
    @PostMapping("/files")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void importUpload(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String lastCopyReason,
            @AuthenticationPrincipal SignedInUser user)
            throws IOException {
        acts.importUpload(request.getInputStream(), lastCopyReason, user);
    }

    private static String home(NodeId site) {
        return HOME + "?site=" + site;
    }

    private NodeId require(NodeId site) {
        return catalogues.sites().stream()
                .map(Site::code)
                .filter(site::equals)
                .findFirst()
                .orElseThrow(() -> RequestRefused.notFound("YILU-REQUEST-404", "没有这个中心。", "请从线路页进入。"));
    }

    @GetMapping("/files/{name}")
    ResponseEntity<Resource> download(@PathVariable String name) {
        return desk.download(name)
                .map(BundleAnswers::file)
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
