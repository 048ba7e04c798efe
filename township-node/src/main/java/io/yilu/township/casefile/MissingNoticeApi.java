package io.yilu.township.casefile;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yilu.node.signin.SignedInUser;
import io.yilu.township.casefile.CaseRequests.NewCaseRequest;
import io.yilu.township.intake.Application;
import io.yilu.township.papers.CasePapers;
import io.yilu.township.scans.Scans;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** 一次性告知书 over the HTTP API; nothing is created, so nothing can be created twice. */
@RestController
@Tag(name = "papers")
class MissingNoticeApi {

    private final CasePapers papers;
    private final Scans scans;

    MissingNoticeApi(CasePapers papers, Scans scans) {
        this.papers = papers;
        this.scans = scans;
    }

    @PostMapping("/api/v1/items/{code}/missing-notice")
    @Operation(summary = "Print everything that is missing or wrong, as PDF")
    ResponseEntity<byte[]> print(
            @PathVariable String code,
            @RequestBody NewCaseRequest request,
            @AuthenticationPrincipal SignedInUser user) {
        byte[] pdf = papers.missingNotice(new Application(
                "notice",
                code,
                CaseRequests.applicant(request.applicant()),
                CaseRequests.form(request.form()),
                CaseRequests.files(request.materials(), scans),
                user.displayName()));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(pdf);
    }
}
