package io.yilu.township.intake;

import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.TransientException;
import io.yilu.township.drafts.Draft;
import io.yilu.township.drafts.Drafts;
import io.yilu.township.scans.Scans;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a page does with a draft while it is written: saving, scans, putting it aside and taking that back. */
@Controller
class DraftPages {

    private final Drafts drafts;
    private final DraftForms forms;
    private final Scans scans;
    private final AskedOfMaterials asked;

    DraftPages(Drafts drafts, DraftForms forms, Scans scans, AskedOfMaterials asked) {
        this.drafts = drafts;
        this.forms = forms;
        this.scans = scans;
        this.asked = asked;
    }

    /** Saves by itself while one types; answers with the time, which the page shows. */
    @PostMapping("/drafts/{id}/save")
    String save(@PathVariable String id, HttpServletRequest request, Model model) {
        model.addAttribute("savedAt", forms.save(drafts.require(id), request.getParameterMap()));
        return "intake/parts :: saved";
    }

    /** Takes one scan for a material and answers with the material's row. */
    @PostMapping("/drafts/{id}/materials/{seq}")
    String addScan(
            @PathVariable String id,
            @PathVariable int seq,
            @RequestParam MultipartFile file,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        Draft draft = drafts.require(id);
        requireMaterial(draft, seq);
        String name = Optional.ofNullable(file.getOriginalFilename()).orElse("扫描件");
        try (InputStream content = file.getInputStream()) {
            FileRef ref = scans.receive(content, name, user.displayName());
            drafts.addFile(id, seq, ref);
        } catch (IOException failed) {
            TransientException failure = new TransientException("YILU-SCAN-002", "扫描件没有收完。", "请重新上传。");
            failure.initCause(failed);
            throw failure;
        }
        return row(draft, seq, model);
    }

    @PostMapping("/drafts/{id}/materials/{seq}/{fileId}/remove")
    String removeScan(@PathVariable String id, @PathVariable int seq, @PathVariable long fileId, Model model) {
        drafts.removeFile(id, fileId);
        return row(drafts.require(id), seq, model);
    }

    @PostMapping("/drafts/{id}/delete")
    String delete(@PathVariable String id, RedirectAttributes next) {
        Draft deleted = drafts.delete(id);
        next.addFlashAttribute("deletedDraft", deleted.id());
        next.addFlashAttribute("deletedItem", deleted.itemName());
        return "redirect:/";
    }

    @PostMapping("/drafts/{id}/restore")
    String restore(@PathVariable String id) {
        drafts.restore(id);
        return "redirect:/intake/" + drafts.require(id).id();
    }

    private String row(Draft draft, int seq, Model model) {
        MaterialRow row = MaterialRow.of(draft.id(), forms.materialsOf(draft), drafts.files(draft.id())).stream()
                .filter(candidate -> candidate.seq() == seq)
                .findFirst()
                .orElseThrow(() -> noSuchMaterial(seq));
        model.addAttribute(
                "row", draft.purpose() == Draft.Purpose.SUPPLEMENT ? row.asking(asked.about(draft, seq)) : row);
        return "intake/parts :: material";
    }

    private void requireMaterial(Draft draft, int seq) {
        if (forms.materialsOf(draft).stream().noneMatch(material -> material.seq() == seq)) {
            throw noSuchMaterial(seq);
        }
    }

    private static PermanentException noSuchMaterial(int seq) {
        return new PermanentException("YILU-INTAKE-003", "这个事项没有第 " + seq + " 号材料。", "请刷新页面，对照材料清单上传。");
    }
}
