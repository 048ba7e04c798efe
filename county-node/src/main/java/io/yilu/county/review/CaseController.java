package io.yilu.county.review;

import io.yilu.county.cases.Reviewer;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.identity.CaseNumber;
import java.io.IOException;
import java.time.Instant;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 办件: the page of one case and the parts of it that renew themselves. */
@Controller
@RequestMapping("/cases/{number}")
class CaseController {

    private final CaseDesk desk;
    private final CaseScreen screen;
    private final Reviews reviews;

    CaseController(CaseDesk desk, CaseScreen screen, Reviews reviews) {
        this.desk = desk;
        this.screen = screen;
        this.reviews = reviews;
    }

    /** Opening a case that nobody has opened starts its review. */
    @GetMapping
    String show(@AuthenticationPrincipal SignedInUser user, @PathVariable String number, Model model) {
        Reviewer reviewer = Reviewers.of(user);
        CaseNumber caseNumber = CaseNumber.parse(number);
        reviews.open(reviewer, caseNumber);
        screen.fill(model, reviewer, caseNumber, OpinionForm.empty());
        return "county/case";
    }

    /** Says that the case moved since the page was drawn, or nothing. */
    @GetMapping("/moved")
    String moved(
            @AuthenticationPrincipal SignedInUser user,
            @PathVariable String number,
            @RequestParam Instant seen,
            Model model) {
        CaseShown shown = desk.show(Reviewers.of(user), CaseNumber.parse(number));
        model.addAttribute("shown", shown);
        model.addAttribute("moved", !shown.stateSince().equals(seen));
        return "county/moved :: moved";
    }

    /** How many scans are still on the way. */
    @GetMapping("/travelling")
    String travelling(@AuthenticationPrincipal SignedInUser user, @PathVariable String number, Model model) {
        model.addAttribute("shown", desk.show(Reviewers.of(user), CaseNumber.parse(number)));
        return "county/scans :: travelling";
    }

    /** One scan with its progress, or with its picture once it is here. */
    @GetMapping("/scans/{sha256}")
    String scan(
            @AuthenticationPrincipal SignedInUser user,
            @PathVariable String number,
            @PathVariable String sha256,
            Model model) {
        CaseShown shown = desk.show(Reviewers.of(user), CaseNumber.parse(number));
        model.addAttribute("number", shown.number());
        model.addAttribute("file", shown.scan(sha256));
        return "county/scans :: file(number=${number},file=${file})";
    }

    @GetMapping("/files/{sha256}")
    ResponseEntity<Resource> file(
            @AuthenticationPrincipal SignedInUser user, @PathVariable String number, @PathVariable String sha256)
            throws IOException {
        return FileAnswers.inline(desk.openFile(Reviewers.of(user), CaseNumber.parse(number), sha256));
    }

    @GetMapping("/papers/result")
    ResponseEntity<Resource> result(@AuthenticationPrincipal SignedInUser user, @PathVariable String number)
            throws IOException {
        return FileAnswers.inline(desk.openResult(Reviewers.of(user), CaseNumber.parse(number)));
    }
}
