package io.yilu.township.intake;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.sync.Outbox;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.CaseFile;
import io.yilu.township.cases.CaseMaterial;
import io.yilu.township.cases.NewCase;
import io.yilu.township.catalogue.Catalogues;
import io.yilu.township.rebuild.Rebuild;
import io.yilu.township.site.SiteClock;
import io.yilu.township.site.ThisSite;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accepts an application: case, number, timeline and message in one transaction, or nothing at all (law 1). */
@Service
public class Intake {

    private final Catalogues catalogues;
    private final ApplicationCheck check;
    private final CaseBook cases;
    private final Outbox outbox;
    private final AcceptedMapper mapper;
    private final SiteClock siteClock;
    private final ThisSite site;
    private final Rebuild rebuild;
    private final AuditLog auditLog;
    private final Clock clock;

    Intake(
            Catalogues catalogues,
            ApplicationCheck check,
            CaseBook cases,
            Outbox outbox,
            AcceptedMapper mapper,
            SiteClock siteClock,
            ThisSite site,
            Rebuild rebuild,
            AuditLog auditLog,
            Clock clock) {
        this.catalogues = catalogues;
        this.check = check;
        this.cases = cases;
        this.outbox = outbox;
        this.mapper = mapper;
        this.siteClock = siteClock;
        this.site = site;
        this.rebuild = rebuild;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /**
     * Accepts the application, or finds the case that this submission already made.
     *
     * @throws IncompleteApplicationException with everything that is wrong or missing
     */
    @Transactional
    public CaseNumber accept(Application application) {
        Optional<CaseNumber> already = cases.ofSubmission(application.submissionKey());
        if (already.isPresent()) {
            return already.get();
        }
        rebuild.requireComplete();
        Catalogue catalogue = catalogues.active().catalogue();
        Item item = check.requireAcceptable(catalogue, application.itemCode());
        Findings findings = check.check(catalogue, item, application);
        if (!findings.isEmpty()) {
            throw new IncompleteApplicationException(findings);
        }
        NewCase fresh = fresh(catalogue, item, application);
        CaseNumber number = cases.open(fresh);
        CaseAccepted message = mapper.toMessage(number, site.id(), fresh, siteClock.aheadOfCountyMillis());
        outbox.append(NodeId.COUNTY, number.value(), message);
        auditLog.record(Act.CASE_ACCEPTED, number.value(), item.name());
        return number;
    }

    private NewCase fresh(Catalogue catalogue, Item item, Application application) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, clock.getZone());
        DueDates due = DueDates.of(catalogue, item, today);
        return new NewCase(
                application.submissionKey(),
                pinned(catalogue, item),
                application.applicant(),
                application.form(),
                catalogue.materials(item.code()).stream()
                        .map(material -> new CaseMaterial(
                                material.seq(),
                                material.name(),
                                material.necessity().name(),
                                scans(material.seq(), application.filesOf(material.seq()), now)))
                        .toList(),
                now,
                application.clerk(),
                today,
                due.promised(),
                due.legal());
    }

    /** What a case keeps of the version of the catalogue that it was accepted under. */
    static NewCase.ItemOfCase pinned(Catalogue catalogue, Item item) {
        return new NewCase.ItemOfCase(
                item.code(),
                item.name(),
                item.department(),
                catalogue.departmentOf(item).name(),
                item.townshipRole().name().toLowerCase(Locale.ROOT),
                item.hasFee() ? item.fee() : "不收费",
                catalogue.version());
    }

    static List<CaseFile> scans(int seq, List<FileRef> files, Instant at) {
        return files.stream().map(file -> new CaseFile(seq, 0, file, at)).toList();
    }
}
