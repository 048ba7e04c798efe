package io.yilu.township.casefile;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yilu.node.idempotency.Idempotency;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.township.casefile.CaseRequests.HandoverRequest;
import io.yilu.township.casefile.CaseRequests.NewCaseRequest;
import io.yilu.township.casefile.CaseRequests.SupplementRequest;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.CaseQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Cases over the HTTP API: what the pages do, by the same services. */
@RestController
@RequestMapping("/api/v1/cases")
@Tag(name = "cases", description = "Cases of this site")
class CaseApi {

    private final CaseDesk desk;
    private final CaseBook cases;
    private final CaseSteps steps;
    private final Idempotency idempotency;

    CaseApi(CaseDesk desk, CaseBook cases, CaseSteps steps, Idempotency idempotency) {
        this.desk = desk;
        this.cases = cases;
        this.steps = steps;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Operation(summary = "List cases, newest first; q finds numbers, names, items and whole id numbers")
    CaseList list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable CaseState state,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        CaseDesk.Lines lines = desk.lines(new CaseQuery(q, state == null ? Set.of() : Set.of(state), null, page, size));
        return new CaseList(lines.cases(), lines.total());
    }

    @GetMapping("/{number}")
    @Operation(summary = "One case with materials, timeline, correction, decision; personal data masked")
    CaseView view(@PathVariable String number) {
        return desk.view(cases.numberInAddress(number));
    }

    @PostMapping
    @Operation(summary = "Accept an application; needs an Idempotency-Key")
    ResponseEntity<CaseView> accept(
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            @RequestBody NewCaseRequest request,
            @AuthenticationPrincipal SignedInUser user) {
        return idempotency.once(
                new Idempotency.Creation<>(user, key, "POST /api/v1/cases", request, CaseView.class),
                () -> desk.view(steps.accept(user.username() + ":" + key, request, user.displayName())));
    }

    @PostMapping("/{number}/supplements")
    @Operation(summary = "Answer a correction request")
    ResponseEntity<CaseView> supplement(
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            @PathVariable String number,
            @RequestBody SupplementRequest request,
            @AuthenticationPrincipal SignedInUser user) {
        CaseNumber found = cases.numberInAddress(number);
        return once(user, key, "POST supplements " + found, request, () -> {
            steps.supplement(found, request, user.displayName());
            return desk.view(found);
        });
    }

    @PostMapping("/{number}/handover")
    @Operation(summary = "Hand the result over to who collects it")
    ResponseEntity<CaseView> handOver(
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            @PathVariable String number,
            @RequestBody HandoverRequest request,
            @AuthenticationPrincipal SignedInUser user) {
        CaseNumber found = cases.numberInAddress(number);
        return once(user, key, "POST handover " + found, request, () -> {
            steps.handOver(found, request, user.displayName());
            return desk.view(found);
        });
    }

    /** With a key a repetition gets the same answer; without one the state table refuses it. */
    private ResponseEntity<CaseView> once(
            SignedInUser user, @Nullable String key, String operation, Object request, Supplier<CaseView> step) {
        return Optional.ofNullable(key)
                .map(given -> idempotency.once(
                        new Idempotency.Creation<>(user, given, operation, request, CaseView.class), step))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.CREATED).body(step.get()));
    }

    /** A page of cases. */
    record CaseList(List<CaseLine> cases, long total) {

        CaseList {
            cases = List.copyOf(cases);
        }
    }
}
