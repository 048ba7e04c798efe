package io.yilu.township.papers;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yilu.node.signin.SignedInUser;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Papers over the HTTP API. */
@RestController
@Tag(name = "papers", description = "Papers as PDF")
class PaperApi {

    private final PaperDesk desk;

    PaperApi(PaperDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/api/v1/cases/{number}/papers/{paper}")
    @Operation(summary = "receipt, acceptance or result as PDF")
    ResponseEntity<byte[]> paper(
            @PathVariable String number, @PathVariable String paper, @AuthenticationPrincipal SignedInUser user) {
        return desk.answer(number, paper, user.displayName());
    }
}
