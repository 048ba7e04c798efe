package io.yilu.township.corrections;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.pages.FormView;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.form.FieldProblem;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.CaseRow;
import io.yilu.township.drafts.Draft;
import io.yilu.township.drafts.DraftFile;
import io.yilu.township.drafts.Drafts;
import io.yilu.township.intake.DraftForms;
import io.yilu.township.intake.IncompleteApplicationException;
import io.yilu.township.intake.MaterialRow;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a correction (补正): what is asked, the form as it stands, the materials to add, send again. */
@Controller
class CorrectionPages {

    private final Corrections corrections;
    private final CaseBook cases;
    private final Drafts drafts;
    private final DraftForms forms;
    private final AuditLog auditLog;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CorrectionPages(
            Corrections corrections,
            CaseBook cases,
            Drafts drafts,
            DraftForms forms,
            AuditLog auditLog,
            TransactionTemplate transaction,
            Clock clock) {
        this.corrections = corrections;
        this.cases = cases;
        this.drafts = drafts;
        this.forms = forms;
        this.auditLog = auditLog;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping("/cases/{number}/correction")
    String page(@PathVariable String number, @AuthenticationPrincipal SignedInUser user, Model model) {
        CaseNumber found = cases.numberInAddress(number);
        Optional<OpenCorrection> asked = corrections.open(found);
        if (asked.isEmpty()) {
            return "redirect:/cases/" + found;
        }
        CaseRow row = cases.require(found);
        auditLog.record(Act.CASE_SEEN, found.value(), "补正：申请表");
        fill(row, asked.get(), draft(row, asked.get(), user), List.of(), model);
        return "corrections/correction";
    }

    @PostMapping("/cases/{number}/correction")
    ModelAndView send(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String correctionRemark,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            Model model,
            RedirectAttributes next) {
        CaseNumber found = cases.numberInAddress(number);
        OpenCorrection asked = corrections.requireOpen(found);
        CaseRow row = cases.require(found);
        Draft draft = draft(row, asked, user);
        forms.save(draft, request.getParameterMap());
        try {
            transaction.executeWithoutResult(status -> {
                Draft locked = drafts.lock(draft.id());
                corrections.answer(new Supplement(
                        found, drafts.form(locked), files(locked), correctionRemark, user.displayName()));
                drafts.submitted(locked.id(), found, clock.instant());
            });
        } catch (IncompleteApplicationException incomplete) {
            fill(row, asked, drafts.require(draft.id()), incomplete.findings().errors(), model);
            model.addAttribute("correctionRemark", correctionRemark);
            return new ModelAndView("corrections/correction", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        next.addFlashAttribute("said", "said.supplemented");
        return new ModelAndView("redirect:/cases/" + found);
    }

    private Draft draft(CaseRow row, OpenCorrection asked, SignedInUser user) {
        return drafts.answering(
                new Drafts.Subject(
                        row.itemCode(),
                        row.itemName(),
                        row.applicantKind(),
                        row.applicantName(),
                        row.caseNumber(),
                        asked.writerToken()),
                cases.form(row),
                user.displayName());
    }

    private Map<Integer, List<FileRef>> files(Draft draft) {
        return drafts.files(draft.id()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream().map(DraftFile::file).toList()));
    }

    private void fill(CaseRow row, OpenCorrection asked, Draft draft, List<FieldProblem> problems, Model model) {
        List<MaterialRow> rows = MaterialRow.of(draft.id(), forms.materialsOf(draft), drafts.files(draft.id())).stream()
                .map(material -> material.asking(asked.askedOf(material.seq())))
                .sorted((a, b) -> Boolean.compare(a.asked().isEmpty(), b.asked().isEmpty()))
                .toList();
        model.addAttribute("row", row);
        model.addAttribute("asked", asked);
        model.addAttribute("draft", draft);
        model.addAttribute(
                "form", FormView.of(forms.schemaOf(draft), drafts.form(draft)).with(problems));
        model.addAttribute("rows", rows);
        model.addAttribute("materials", cases.materials(asked.caseNumber()));
        model.addAttribute("correctionRemark", "");
    }
}
