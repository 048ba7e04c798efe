package io.yilu.township.papers;

import io.yilu.node.signin.SignedInUser;
import io.yilu.township.drafts.Drafts;
import io.yilu.township.intake.DraftIntake;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Papers in the browser's own PDF viewer, from where they are printed. */
@Controller
class PaperPages {

    private final PaperDesk desk;
    private final CasePapers papers;
    private final Drafts drafts;
    private final DraftIntake intake;

    PaperPages(PaperDesk desk, CasePapers papers, Drafts drafts, DraftIntake intake) {
        this.desk = desk;
        this.papers = papers;
        this.drafts = drafts;
        this.intake = intake;
    }

    @GetMapping("/papers/{number}/{paper}")
    ResponseEntity<byte[]> paper(
            @PathVariable String number, @PathVariable String paper, @AuthenticationPrincipal SignedInUser user) {
        return desk.answer(number, paper, user.displayName());
    }

    @GetMapping("/papers/missing-notice/{draftId}")
    ResponseEntity<byte[]> missingNotice(@PathVariable String draftId, @AuthenticationPrincipal SignedInUser user) {
        byte[] pdf = papers.missingNotice(intake.application(drafts.require(draftId), user.displayName()));
        return PdfAnswer.of(pdf, "一次性告知书");
    }
}
