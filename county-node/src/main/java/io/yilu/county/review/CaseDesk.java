package io.yilu.county.review;

import io.yilu.county.cases.CaseFile;
import io.yilu.county.cases.CasePage;
import io.yilu.county.cases.CaseQuery;
import io.yilu.county.cases.Cases;
import io.yilu.county.cases.CountyCase;
import io.yilu.county.cases.OfficeDays;
import io.yilu.county.cases.Reviewer;
import io.yilu.county.catalogue.Catalogues;
import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.clock.ClockLedger;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.Applicant;
import io.yilu.sync.Deliveries;
import io.yilu.sync.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** What a reviewer may read: the department's list, one case, its scans and its result. */
@Service
class CaseDesk {

    private final Cases cases;
    private final CaseAccess access;
    private final AuditLog log;
    private final DecisionStore decisions;
    private final CorrectionStore corrections;
    private final CaseShapes shapes;
    private final Catalogues catalogues;
    private final OfficeDays days;
    private final Deliveries deliveries;
    private final FileStore files;

    CaseDesk(
            Cases cases,
            CaseAccess access,
            AuditLog log,
            DecisionStore decisions,
            CorrectionStore corrections,
            CaseShapes shapes,
            Catalogues catalogues,
            OfficeDays days,
            Deliveries deliveries,
            FileStore files) {
        this.cases = cases;
        this.access = access;
        this.log = log;
        this.decisions = decisions;
        this.corrections = corrections;
        this.shapes = shapes;
        this.catalogues = catalogues;
        this.days = days;
        this.deliveries = deliveries;
        this.files = files;
    }

    /** A page of the department's cases. */
    record Listing(List<CaseListed> cases, long total, int page, int pages) {}

    Listing list(CaseQuery query) {
        CasePage page = cases.page(query);
        List<CaseListed> rows = page.cases().stream()
                .map(row -> shapes.listed(row, catalogues.siteName(row.site()), urgency(row)))
                .toList();
        return new Listing(rows, page.total(), page.page(), page.pages());
    }

    /** How many cases the department has in a scope, without any search. */
    long count(String department, CaseQuery.Scope scope) {
        return cases.countByState(department).entrySet().stream()
                .filter(count -> scope.holds(count.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The case with masked applicant and without its form. */
    CaseShown show(Reviewer reviewer, CaseNumber number) {
        CountyCase found = access.require(reviewer, number);
        return shown(found, shapes.masked(cases.applicant(number)), false);
    }

    /** The case with applicant and form in clear; kept in the audit log. */
    CaseShown showInFull(Reviewer reviewer, CaseNumber number) {
        CountyCase found = access.require(reviewer, number);
        log.record(Act.CASE_SEEN, number.value(), found.itemName());
        return shown(found, cases.applicant(number), true);
    }

    /** A scan of the case; refused with 409 while bytes are missing, with 404 when the case has no such scan. */
    OpenFile openFile(Reviewer reviewer, CaseNumber number, String sha256) throws IOException {
        access.require(reviewer, number);
        CaseFile file = cases.materials(number).stream()
                .flatMap(material -> material.files().stream())
                .filter(candidate -> candidate.file().sha256().equals(sha256))
                .findFirst()
                .orElseThrow(() -> RequestRefused.notFound("YILU-REVIEW-404", "这个办件没有您要看的扫描件。", "请回到办件页面，从材料清单里打开。"));
        // Its name is what the applicant wrote on it; the hash names it as well.
        log.record(Act.FILE_SEEN, number.value(), sha256);
        return open(file.file(), file.percent());
    }

    /** The result document of the case; 404 before the decision. */
    OpenFile openResult(Reviewer reviewer, CaseNumber number) throws IOException {
        access.require(reviewer, number);
        FileRef document = decisions
                .find(number)
                .map(Decision::document)
                .orElseThrow(
                        () -> RequestRefused.notFound("YILU-REVIEW-405", "办件 " + number + " 还没有结果文书。", "作出决定后会自动生成。"));
        return open(document, 100);
    }

    /** A file that can be read to its end. */
    record OpenFile(FileRef ref, InputStream content) {}

    private OpenFile open(FileRef ref, int percent) throws IOException {
        InputStream content = files.open(ref.sha256())
                .orElseThrow(() -> RequestRefused.conflict(
                        "YILU-REVIEW-409", "“" + ref.fileName() + "”还在路上，已到 " + percent + "%。", "请等它传完；页面会自动显示。"));
        return new OpenFile(ref, content);
    }

    private CaseShown shown(CountyCase found, Applicant applicant, boolean inFull) {
        CaseNumber number = found.caseNumber();
        Urgency urgency = urgency(found);
        List<CorrectionRequest> requests = corrections.of(number);
        Deliveries.Delivery delivery = deliveries.of(List.of(number.value())).get(number.value());
        return new CaseShown(
                number,
                found.itemCode(),
                found.itemName(),
                found.site(),
                catalogues.siteName(found.site()),
                found.department(),
                catalogues.departmentName(found.department()),
                found.catalogueVersion(),
                applicant,
                inFull ? cases.form(number) : null,
                found.state(),
                found.stateSince(),
                delivery == null ? null : delivery.state(),
                found.acceptedAt(),
                found.acceptedBy(),
                found.receivedAt(),
                found.promisedDue(),
                found.legalDue(),
                urgency.promised(),
                urgency.legal(),
                found.reviewer(),
                found.clockDoubted(),
                shapes.materials(cases.materials(number)),
                shapes.timeline(cases.timeline(number)),
                found.state() == CaseState.CORRECTION && !requests.isEmpty()
                        ? shapes.correction(requests.get(requests.size() - 1))
                        : null,
                decisions.find(number).map(shapes::decision).orElse(null),
                cases.handover(number).map(shapes::handedOver).orElse(null),
                urgency);
    }

    private Urgency urgency(CountyCase row) {
        ClockLedger clock = cases.clock(row);
        return Urgency.of(row, clock, cases.calendar(row), days.today());
    }
}
