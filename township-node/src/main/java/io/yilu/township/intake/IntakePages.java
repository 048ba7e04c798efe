package io.yilu.township.intake;

import io.yilu.node.pages.FormView;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.form.FieldProblem;
import io.yilu.schemas.form.FormSchema;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.township.catalogue.Catalogues;
import io.yilu.township.drafts.Draft;
import io.yilu.township.drafts.Drafts;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The intake page: form left, materials with scans right, what is missing below, due date and fee in sight. */
@Controller
class IntakePages {

    private final DraftIntake intake;
    private final DraftForms forms;
    private final Drafts drafts;
    private final Catalogues catalogues;
    private final Clock clock;

    IntakePages(DraftIntake intake, DraftForms forms, Drafts drafts, Catalogues catalogues, Clock clock) {
        this.intake = intake;
        this.forms = forms;
        this.drafts = drafts;
        this.catalogues = catalogues;
        this.clock = clock;
    }

    @PostMapping("/intake")
    String begin(
            @RequestParam String itemCode,
            @RequestParam(defaultValue = ApplicantOfForm.PERSON) String kind,
            @AuthenticationPrincipal SignedInUser user) {
        return "redirect:/intake/"
                + intake.begin(itemCode, kind, user.displayName()).id();
    }

    @GetMapping("/intake/{id}")
    String page(@PathVariable String id, Model model) {
        Draft draft = drafts.require(id);
        if (draft.purpose() == Draft.Purpose.SUPPLEMENT) {
            return "redirect:/cases/" + draft.caseNumber() + "/correction";
        }
        if (draft.submittedAt() != null) {
            return "redirect:/cases/" + draft.caseNumber();
        }
        fill(draft, List.of(), model);
        return "intake/intake";
    }

    /** Saves and accepts; what is wrong or missing comes back on the same page, with everything kept. */
    @PostMapping("/intake/{id}/accept")
    ModelAndView accept(
            @PathVariable String id,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            Model model,
            RedirectAttributes next) {
        Draft draft = drafts.require(id);
        forms.saveUnlessSubmitted(draft, request.getParameterMap());
        try {
            CaseNumber number = intake.accept(id, user.displayName());
            next.addFlashAttribute("said", "said.accepted");
            return new ModelAndView("redirect:/cases/" + number);
        } catch (IncompleteApplicationException incomplete) {
            fill(drafts.require(id), shown(incomplete.findings()), model);
            model.addAttribute("tried", true);
            model.addAttribute("missing", incomplete.findings().missing());
            return new ModelAndView("intake/intake", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private void fill(Draft draft, List<FieldProblem> problems, Model model) {
        Catalogue catalogue = catalogues.active().catalogue();
        Item item = forms.itemOf(draft);
        FormSchema schema = forms.schemaOf(draft);
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("draft", draft);
        model.addAttribute("item", item);
        model.addAttribute("department", catalogue.departmentOf(item));
        model.addAttribute("form", FormView.of(schema, drafts.form(draft)).with(problems));
        model.addAttribute("due", DueDates.of(catalogue, item, today));
        model.addAttribute("rows", MaterialRow.of(draft.id(), forms.materialsOf(draft), drafts.files(draft.id())));
        model.addAttribute("tried", false);
        model.addAttribute("missing", List.of());
    }

    /** The applicant is read from the form: what the form's own fields already say is not said twice. */
    private static List<FieldProblem> shown(Findings findings) {
        List<FieldProblem> ofForm = findings.errors().stream()
                .filter(problem -> !problem.path().startsWith("applicant.")
                        || problem.path().equals("applicant.kind"))
                .toList();
        return ofForm.isEmpty() ? findings.errors() : ofForm;
    }
}
