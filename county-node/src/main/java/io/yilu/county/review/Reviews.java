package io.yilu.county.review;

import io.yilu.county.cases.CaseFile;
import io.yilu.county.cases.Cases;
import io.yilu.county.cases.CountyCase;
import io.yilu.county.cases.OfficeDays;
import io.yilu.county.cases.Reviewer;
import io.yilu.county.catalogue.Catalogues;
import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.catalogue.Material;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.schemas.payload.CorrectionRequested;
import io.yilu.sync.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The reviewer's steps: start, decide, ask for correction. Each locks the case first, so that of two at once the second
 * sees what the first did, and each appends its message in the same transaction (law 1).
 */
@Service
class Reviews {

    /** Working days that the applicant is given to mend an application. */
    private static final int CORRECTION_DAYS = 5;

    private final Cases cases;
    private final CaseAccess access;
    private final HandedBackFirst handedBack;
    private final ReviewSteps steps;
    private final ResultDocuments documents;
    private final Catalogues catalogues;
    private final OfficeDays days;
    private final Outbox outbox;
    private final AuditLog log;

    Reviews(
            Cases cases,
            CaseAccess access,
            HandedBackFirst handedBack,
            ReviewSteps steps,
            ResultDocuments documents,
            Catalogues catalogues,
            OfficeDays days,
            Outbox outbox,
            AuditLog log) {
        this.cases = cases;
        this.access = access;
        this.handedBack = handedBack;
        this.steps = steps;
        this.documents = documents;
        this.catalogues = catalogues;
        this.days = days;
        this.outbox = outbox;
        this.log = log;
    }

    /** The first opening of a case by its department starts the review (审批中); later ones change nothing. */
    @Transactional
    CountyCase open(Reviewer reviewer, CaseNumber number) {
        CountyCase opened = access.lock(reviewer, number);
        return opened.state() == CaseState.ACCEPTED && handedBack.isOpenFor(opened) ? start(reviewer, opened) : opened;
    }

    /** Checks an opinion as {@link #decide} and {@link #requestCorrection} would, and changes nothing. */
    void check(Reviewer reviewer, CaseNumber number, OpinionForm form) {
        CountyCase current = access.require(reviewer, number);
        if (form.step() == OpinionForm.Step.CORRECTION) {
            ReviewRules.check(form.correction(), materials(current));
        } else {
            ReviewRules.check(form.decision());
        }
        ReviewRules.refuseStale(current, form.seen());
        if (form.step() != null) {
            ReviewRules.refuseUnlessMay(current, form.step().leadsTo());
        }
        if (form.step() != OpinionForm.Step.CORRECTION) {
            refuseWhileScansTravel(current);
        }
    }

    /**
     * Decides the case and issues its document; of two attempts one is made, the other gets YILU-CASE-001.
     *
     * @param seenAt the state's time on the page that the reviewer decided from, null if not from a page
     */
    @Transactional
    Decision decide(Reviewer reviewer, CaseNumber number, DecisionDraft draft, @Nullable Instant seenAt) {
        Outcome outcome = ReviewRules.check(draft);
        CountyCase locked = access.lock(reviewer, number);
        handedBack.require(locked);
        ReviewRules.refuseStale(locked, seenAt);
        CaseState closed = outcome == Outcome.APPROVED ? CaseState.APPROVED : CaseState.REFUSED;
        ReviewRules.refuseUnlessMay(locked, closed);
        refuseWhileScansTravel(locked);
        CountyCase current = locked.state() == CaseState.ACCEPTED ? start(reviewer, locked) : locked;
        Decision decision = documents.issue(current, draft, outcome, reviewer, days.now());
        CaseDecided message = new CaseDecided(
                number,
                outcome,
                decision.opinion(),
                decision.reasons(),
                decision.resultName(),
                decision.resultNumber(),
                decision.document(),
                catalogues.departmentShortName(current.department()),
                decision.decidedAt(),
                decision.decidedBy());
        steps.decided(current, message);
        outbox.append(current.site(), number.value(), message);
        log.record(Act.CASE_DECIDED, number.value(), outcome + " " + decision.resultNumber());
        return decision;
    }

    /** Asks for everything that is missing at once and hands the writer token to the township (补正). */
    @Transactional
    CorrectionRequest requestCorrection(
            Reviewer reviewer, CaseNumber number, CorrectionDraft draft, @Nullable Instant seenAt) {
        CountyCase locked = access.lock(reviewer, number);
        handedBack.require(locked);
        ReviewRules.check(draft, materials(locked));
        ReviewRules.refuseStale(locked, seenAt);
        ReviewRules.refuseUnlessMay(locked, CaseState.CORRECTION);
        CountyCase current = locked.state() == CaseState.ACCEPTED ? start(reviewer, locked) : locked;
        Instant now = days.now();
        CorrectionRequested message = new CorrectionRequested(
                number,
                current.writerToken() + 1,
                draft.lines(),
                draft.opinion(),
                cases.calendar(current).add(days.dayOf(now), CORRECTION_DAYS),
                catalogues.departmentShortName(current.department()),
                now,
                reviewer.displayName());
        CorrectionRequest request = steps.correctionRequested(current, message);
        outbox.append(current.site(), number.value(), message);
        log.record(Act.CORRECTION_REQUESTED, number.value(), draft.lines().size() + " 项");
        return request;
    }

    private CountyCase start(Reviewer reviewer, CountyCase accepted) {
        String department = catalogues.departmentShortName(accepted.department());
        CaseProgressed message = new CaseProgressed(
                accepted.caseNumber(), department + "开始审批", department, days.now(), reviewer.displayName());
        steps.started(accepted, message);
        outbox.append(accepted.site(), accepted.caseNumber().value(), message);
        return cases.find(accepted.caseNumber()).orElseThrow();
    }

    private List<Material> materials(CountyCase countyCase) {
        return catalogues.version(countyCase.catalogueVersion()).materials(countyCase.itemCode());
    }

    /** A scan that was lost on its way is no obstacle once the correction brought another for the same material. */
    private static boolean isReplaced(CaseFile file, List<CaseFile> files) {
        return files.stream().anyMatch(other -> other.round() > file.round());
    }

    private void refuseWhileScansTravel(CountyCase countyCase) {
        List<CaseFile> travelling = cases.materials(countyCase.caseNumber()).stream()
                .flatMap(material -> material.files().stream()
                        .filter(file -> !file.complete() && !isReplaced(file, material.files())))
                .toList();
        if (!travelling.isEmpty()) {
            throw RequestRefused.conflict(
                    "YILU-REVIEW-003",
                    "还有 " + travelling.size() + " 个扫描件没有传到县里："
                            + travelling.stream()
                                    .limit(5)
                                    .map(file -> file.file().fileName() + "（" + file.percent() + "%）")
                                    .collect(Collectors.joining("、"))
                            + (travelling.size() > 5 ? "等" : "") + "。材料齐了才能作出决定。",
                    "请等扫描件传完（页面会自动更新）；线路中断时可问信息中心，也可以先要求补正。");
        }
    }
}
