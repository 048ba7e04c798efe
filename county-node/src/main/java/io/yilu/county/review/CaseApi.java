package io.yilu.county.review;

import io.yilu.county.cases.CaseQuery;
import io.yilu.county.cases.Reviewer;
import io.yilu.county.review.CaseShown.CorrectionShown;
import io.yilu.county.review.CaseShown.DecisionShown;
import io.yilu.node.idempotency.Idempotency;
import io.yilu.node.idempotency.Idempotency.Creation;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import io.yilu.schemas.payload.CorrectionRequested.Correction;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The department's cases over HTTP: the same services that the pages use. */
@RestController
@RequestMapping("/api/v1/cases")
class CaseApi {

    private final CaseDesk desk;
    private final Reviews reviews;
    private final CaseShapes shapes;
    private final Idempotency idempotency;

    CaseApi(CaseDesk desk, Reviews reviews, CaseShapes shapes, Idempotency idempotency) {
        this.desk = desk;
        this.reviews = reviews;
        this.shapes = shapes;
        this.idempotency = idempotency;
    }

    /** One page of the department's cases. */
    record CasesAnswer(List<CaseListed> cases, long total, int page, int pages) {}

    /** What to decide. */
    record DecisionBody(
            @Nullable Outcome outcome,
            @Nullable String opinion,
            @Nullable List<String> reasons) {

        DecisionDraft draft() {
            return new DecisionDraft(
                    outcome, Objects.requireNonNullElse(opinion, ""), Objects.requireNonNullElse(reasons, List.of()));
        }
    }

    /** What to mend. */
    record CorrectionBody(
            @Nullable List<CorrectionLine> corrections,
            @Nullable String opinion) {

        CorrectionDraft draft() {
            return new CorrectionDraft(
                    Objects.requireNonNullElse(corrections, List.<CorrectionLine>of()).stream()
                            .map(line ->
                                    new Correction(line.materialSeq(), Objects.requireNonNullElse(line.text(), "")))
                            .toList(),
                    Objects.requireNonNullElse(opinion, ""));
        }
    }

    /** One thing to mend; without a material it concerns the form. */
    record CorrectionLine(
            @Nullable Integer materialSeq, @Nullable String text) {}

    @GetMapping
    CasesAnswer list(
            @AuthenticationPrincipal SignedInUser user,
            @RequestParam(defaultValue = "todo") String scope,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "due") String sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        Reviewer reviewer = Reviewers.of(user);
        CaseDesk.Listing listing = desk.list(new CaseQuery(
                reviewer.department(), CaseQuery.Scope.labelled(scope), q, CaseQuery.Sort.labelled(sort), page, size));
        return new CasesAnswer(listing.cases(), listing.total(), listing.page(), listing.pages());
    }

    /** With {@code full=true} applicant and form come in clear: that is logged, and opens the review. */
    @GetMapping("/{number}")
    CaseShown show(
            @AuthenticationPrincipal SignedInUser user,
            @PathVariable String number,
            @RequestParam(defaultValue = "false") boolean full) {
        Reviewer reviewer = Reviewers.of(user);
        CaseNumber caseNumber = CaseNumber.parse(number);
        if (full) {
            reviews.open(reviewer, caseNumber);
            return desk.showInFull(reviewer, caseNumber);
        }
        return desk.show(reviewer, caseNumber);
    }

    @PostMapping("/{number}/decision")
    ResponseEntity<DecisionShown> decide(
            @AuthenticationPrincipal SignedInUser user,
            @PathVariable String number,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            @RequestBody DecisionBody body) {
        Reviewer reviewer = Reviewers.of(user);
        CaseNumber caseNumber = CaseNumber.parse(number);
        return idempotency.once(
                new Creation<>(user, key, "POST /api/v1/cases/" + caseNumber + "/decision", body, DecisionShown.class),
                () -> shapes.decision(reviews.decide(reviewer, caseNumber, body.draft(), null)));
    }

    @PostMapping("/{number}/correction")
    ResponseEntity<CorrectionShown> requestCorrection(
            @AuthenticationPrincipal SignedInUser user,
            @PathVariable String number,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            @RequestBody CorrectionBody body) {
        Reviewer reviewer = Reviewers.of(user);
        CaseNumber caseNumber = CaseNumber.parse(number);
        return idempotency.once(
                new Creation<>(
                        user, key, "POST /api/v1/cases/" + caseNumber + "/correction", body, CorrectionShown.class),
                () -> shapes.correction(reviews.requestCorrection(reviewer, caseNumber, body.draft(), null)));
    }

    @GetMapping("/{number}/files/{sha256}")
    ResponseEntity<Resource> file(
            @AuthenticationPrincipal SignedInUser user, @PathVariable String number, @PathVariable String sha256)
            throws IOException {
        return FileAnswers.inline(desk.openFile(Reviewers.of(user), CaseNumber.parse(number), sha256));
    }

    @GetMapping("/{number}/papers/result")
    ResponseEntity<Resource> result(@AuthenticationPrincipal SignedInUser user, @PathVariable String number)
            throws IOException {
        return FileAnswers.inline(desk.openResult(Reviewers.of(user), CaseNumber.parse(number)));
    }
}
