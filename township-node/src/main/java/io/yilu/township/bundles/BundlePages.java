package io.yilu.township.bundles;

import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundleDesk;
import io.yilu.sync.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
    private static final int LATEST = 20;

    private final BundleActs acts;
    private final BundleDesk desk;
    private final Links links;

    BundlePages(BundleActs acts, BundleDesk desk, Links links) {
        this.acts = acts;
        this.desk = desk;
        this.links = links;
    }

    @GetMapping
    String page(Model model) {
        model.addAttribute("home", HOME);
        model.addAttribute("imports", HOME + "/stick");
        model.addAttribute("uploads", HOME + "/files");
        model.addAttribute("peerName", "紫阳县政务服务中心");
        model.addAttribute("link", links.with(NodeId.COUNTY));
        model.addAttribute("job", desk.job().orElse(null));
        model.addAttribute("stick", desk.hasStick());
        model.addAttribute("history", desk.wantsHistory(NodeId.COUNTY));
        model.addAttribute("latest", desk.latest(NodeId.COUNTY, LATEST));
        model.addAttribute("mayVouch", false);
        model.addAttribute("keepsSecondCopy", true);
        model.addAttribute("secondCopyPlanned", desk.isSecondCopyPlanned());
        model.addAttribute("secondCopyMadeAt", desk.secondCopyMadeAt().orElse(null));
        return "node/bundles";
    }

    @PostMapping
    String export(@RequestParam String to, @AuthenticationPrincipal SignedInUser user) {
        acts.export(to.equals("stick"), user);
        return "redirect:" + HOME;
    }

    @PostMapping("/stick")
    String importStick(@AuthenticationPrincipal SignedInUser user) {
        acts.importStick(user);
        return "redirect:" + HOME;
    }

    /** The raw body is one part. */
    @PostMapping("/files")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void importUpload(HttpServletRequest request, @AuthenticationPrincipal SignedInUser user) throws IOException {
        acts.importUpload(request.getInputStream(), user);
    }

    @PostMapping("/second-copy")
    String secondCopy(@AuthenticationPrincipal SignedInUser user) {
        acts.makeSecondCopy(user);
        return "redirect:" + HOME;
    }

    @GetMapping("/files/{name}")
    ResponseEntity<Resource> download(@PathVariable String name) {
        return desk.download(name)
                .map(BundlePages::answer)
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    static ResponseEntity<Resource> answer(Path file) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(String.valueOf(file.getFileName()))
                                .build()
                                .toString())
                .body(new FileSystemResource(file));
    }
}
