package io.yilu.county.review;

import io.yilu.county.cases.Reviewer;
import io.yilu.node.problem.RequestRefused;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The reviewer's opinion: written, checked, shown once more, confirmed. What was written is never lost on the way. */
@Controller
@RequestMapping("/cases/{number}/opinion")
class OpinionController {

    private final CaseDesk desk;
    private final CaseScreen screen;
    private final Reviews reviews;

    OpinionController(CaseDesk desk, CaseScreen screen, Reviews reviews) {
        this.desk = desk;
        this.screen = screen;
        this.reviews = reviews;
    }

    /** What stands in the way, beside what was written. */
    record Complaint(String what, String whatToDo) {}

    /** Checks what was written and shows it once more: from here on it cannot be undone. */
    @PostMapping
    String check(
            @AuthenticationPrincipal SignedInUser user,
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> posted,
            Model model,
            HttpServletResponse response) {
        Reviewer reviewer = Reviewers.of(user);
        CaseNumber caseNumber = CaseNumber.parse(number);
        OpinionForm form = OpinionForm.read(posted);
        try {
            reviews.check(reviewer, caseNumber, form);
        } catch (PermanentException | RequestRefused refused) {
            return again(reviewer, caseNumber, form, complaint(refused), model, response);
        }
        CaseShown shown = desk.show(reviewer, caseNumber);
        model.addAttribute("shown", shown);
        model.addAttribute("opinion", form);
        model.addAttribute("names", screen.materialNames(shown));
        return "county/confirm";
    }

    /** Back to the page, with everything that was written. */
    @PostMapping("/back")
    String back(
            @AuthenticationPrincipal SignedInUser user,
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> posted,
            Model model) {
        screen.fill(model, Reviewers.of(user), CaseNumber.parse(number), OpinionForm.read(posted));
        return "county/case";
    }

    @PostMapping("/confirmed")
    String confirmed(
            @AuthenticationPrincipal SignedInUser user,
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> posted,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Reviewer reviewer = Reviewers.of(user);
        CaseNumber caseNumber = CaseNumber.parse(number);
        OpinionForm form = OpinionForm.read(posted);
        try {
            if (form.step() == OpinionForm.Step.CORRECTION) {
                reviews.requestCorrection(reviewer, caseNumber, form.correction(), form.seen());
            } else {
                reviews.decide(reviewer, caseNumber, form.decision(), form.seen());
            }
        } catch (PermanentException | RequestRefused refused) {
            return again(reviewer, caseNumber, form, complaint(refused), model, response);
        }
        redirect.addFlashAttribute("done", form.step());
        return "redirect:/cases/" + caseNumber;
    }

    private String again(
            Reviewer reviewer,
            CaseNumber number,
            OpinionForm form,
            Complaint complaint,
            Model model,
            HttpServletResponse response) {
        screen.fill(model, reviewer, number, form);
        model.addAttribute("problem", complaint);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return "county/case";
    }

    private static Complaint complaint(RuntimeException refused) {
        if (refused instanceof PermanentException permanent) {
            return new Complaint(permanent.what(), permanent.whatToDo());
        }
        RequestRefused other = (RequestRefused) refused;
        return new Complaint(other.what(), other.whatToDo());
    }
}
