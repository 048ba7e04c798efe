package io.yilu.county.review;

import io.yilu.county.cases.Cases;
import io.yilu.county.cases.CountyCase;
import io.yilu.county.cases.OfficeDays;
import io.yilu.county.cases.TimelineEntry;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.schemas.payload.CorrectionRequested;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a reviewer's step does to the tables, told by nothing but the message that the township gets: so a county that is
 * rebuilt from its own messages comes to the very same tables.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ReviewSteps {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M 月 d 日");

    private final Cases cases;
    private final DecisionStore decisions;
    private final CorrectionStore corrections;
    private final OfficeDays days;

    ReviewSteps(Cases cases, DecisionStore decisions, CorrectionStore corrections, OfficeDays days) {
        this.cases = cases;
        this.decisions = decisions;
        this.corrections = corrections;
        this.days = days;
    }

    /** The review began (审批中). */
    void started(CountyCase accepted, CaseProgressed progressed) {
        cases.assign(accepted, progressed.by());
        cases.move(accepted, CaseState.IN_REVIEW, progressed.at());
        cases.note(
                accepted,
                new TimelineEntry(
                        TimelineEntry.Kind.REVIEW_STARTED,
                        progressed.at(),
                        progressed.department(),
                        progressed.by(),
                        "开始审批。"));
    }

    /** The case was decided (办结). */
    void decided(CountyCase current, CaseDecided decided) {
        boolean approved = decided.outcome() == Outcome.APPROVED;
        decisions.insert(
                decided.caseNumber(),
                new Decision(
                        decided.outcome(),
                        decided.opinion(),
                        decided.reasons(),
                        decided.resultName(),
                        decided.resultNumber(),
                        decided.document(),
                        decided.decidedAt(),
                        decided.decidedBy()));
        cases.stopClock(current, days.dayOf(decided.decidedAt()));
        cases.move(current, approved ? CaseState.APPROVED : CaseState.REFUSED, decided.decidedAt());
        cases.note(
                current,
                new TimelineEntry(
                        TimelineEntry.Kind.DECIDED,
                        decided.decidedAt(),
                        decided.department(),
                        decided.decidedBy(),
                        (approved ? "准予。" : "不予。") + "意见：" + decided.opinion() + "。结果文书：" + decided.resultName() + "（"
                                + decided.resultNumber() + "）。"));
    }

    /** The township was asked to mend the application and holds the writer token now (补正). */
    CorrectionRequest correctionRequested(CountyCase current, CorrectionRequested asked) {
        LocalDate on = days.dayOf(asked.requestedAt());
        cases.handOverWriterToken(
                current,
                asked.writerToken(),
                on,
                asked.department() + "要求补正：" + ReviewRules.shortened(asked.opinion()));
        CorrectionRequest request = new CorrectionRequest(
                asked.writerToken(),
                asked.corrections(),
                asked.opinion(),
                asked.dueDate(),
                asked.requestedAt(),
                asked.requestedBy());
        corrections.insert(asked.caseNumber(), request);
        cases.move(current, CaseState.CORRECTION, asked.requestedAt());
        cases.note(
                current,
                new TimelineEntry(
                        TimelineEntry.Kind.CORRECTION_REQUESTED,
                        asked.requestedAt(),
                        asked.department(),
                        asked.requestedBy(),
                        "要求补正 " + asked.corrections().size() + " 项，请于 " + DAY.format(asked.dueDate()) + "前补齐。意见："
                                + ReviewRules.sentence(asked.opinion())));
        return request;
    }
}
