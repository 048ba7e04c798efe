package io.yilu.county.trust;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.identity.NodeId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The sites' certificates over HTTP. */
@RestController
@Tag(name = "enrolment")
class CertificateApi {

    private final CertificateDesk desk;
    private final Clock clock;

    CertificateApi(CertificateDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** Every site's certificate, as of a moment. */
    record CertificatesAnswer(List<CertificateDesk.Standing> sites, Instant asOf) {}

    /** Why. */
    record Revocation(@Nullable String reason) {}

    @GetMapping("/api/v1/certificates")
    @Operation(summary = "What each site's certificate is worth now")
    CertificatesAnswer certificates() {
        return new CertificatesAnswer(desk.sites(), clock.instant());
    }

    /** Done twice it finds nothing to end, so it needs no key against repetition. */
    @PostMapping("/api/v1/sites/{site}/revocation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a site's certificates at once, with its connections")
    void revoke(
            @AuthenticationPrincipal SignedInUser user, @PathVariable String site, @RequestBody Revocation revocation) {
        desk.revoke(NodeId.of(site), Objects.requireNonNullElse(revocation.reason(), ""), user.username());
    }
}
