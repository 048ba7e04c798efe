package io.yilu.township.casefile;

import io.yilu.node.problem.MissingMaterial;
import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.township.casefile.CaseRequests.HandoverRequest;
import io.yilu.township.casefile.CaseRequests.NewCaseRequest;
import io.yilu.township.casefile.CaseRequests.SupplementRequest;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.corrections.Corrections;
import io.yilu.township.corrections.Supplement;
import io.yilu.township.intake.Application;
import io.yilu.township.intake.Findings;
import io.yilu.township.intake.IncompleteApplicationException;
import io.yilu.township.intake.Intake;
import io.yilu.township.results.Collector;
import io.yilu.township.results.Results;
import io.yilu.township.scans.Scans;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes a case's steps as the HTTP API asks for them. */
@Component
class CaseSteps {

    private final Intake intake;
    private final Corrections corrections;
    private final Results results;
    private final CaseBook cases;
    private final Scans scans;

    CaseSteps(Intake intake, Corrections corrections, Results results, CaseBook cases, Scans scans) {
        this.intake = intake;
        this.corrections = corrections;
        this.results = results;
        this.cases = cases;
        this.scans = scans;
    }

    CaseNumber accept(String submission, NewCaseRequest request, String clerk) {
        Application application = new Application(
                "api:" + submission,
                CaseRequests.text(request.itemCode()),
                CaseRequests.applicant(request.applicant()),
                CaseRequests.form(request.form()),
                CaseRequests.files(request.materials(), scans),
                clerk);
        try {
            return intake.accept(application);
        } catch (IncompleteApplicationException incomplete) {
            throw refused(incomplete.findings());
        }
    }

    void supplement(CaseNumber number, SupplementRequest request, String clerk) {
        @Nullable JsonNode given = request.form();
        JsonNode form = given == null ? cases.form(cases.require(number)) : CaseRequests.form(given);
        try {
            corrections.answer(new Supplement(
                    number,
                    form,
                    CaseRequests.files(request.materials(), scans),
                    CaseRequests.text(request.remark()),
                    clerk));
        } catch (IncompleteApplicationException incomplete) {
            throw refused(incomplete.findings());
        }
    }

    void handOver(CaseNumber number, HandoverRequest request, String clerk) {
        String signature = request.signature();
        results.handOver(
                number,
                new Collector(
                        CaseRequests.text(request.collectorName()),
                        CaseRequests.text(request.relation()),
                        Boolean.TRUE.equals(request.idChecked()),
                        signature == null || signature.isBlank() ? null : scans.require(signature)),
                clerk);
    }

    private static RequestRefused refused(Findings findings) {
        return findings.errors().isEmpty()
                ? RequestRefused.missing(findings.missing().stream()
                        .map(material -> new MissingMaterial(material.seq(), material.name()))
                        .toList())
                : RequestRefused.fields(findings.errors());
    }
}
