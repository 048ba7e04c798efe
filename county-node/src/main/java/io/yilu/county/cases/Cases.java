package io.yilu.county.cases;

import io.yilu.county.catalogue.Catalogues;
import io.yilu.schemas.calendar.WorkingCalendar;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.clock.ClockLedger;
import io.yilu.schemas.clock.Limits;
import io.yilu.schemas.clock.Suspension;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.Applicant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** The county's cases for every feature that reads them or takes a step with them. */
@Service
public class Cases {

    private final CaseStore cases;
    private final CasePaperStore papers;
    private final CaseHistoryStore history;
    private final CaseMapper mapper;
    private final SealedJson sealed;
    private final Catalogues catalogues;
    private final ApplicationEventPublisher events;

    Cases(
            CaseStore cases,
            CasePaperStore papers,
            CaseHistoryStore history,
            CaseMapper mapper,
            SealedJson sealed,
            Catalogues catalogues,
            ApplicationEventPublisher events) {
        this.cases = cases;
        this.papers = papers;
        this.history = history;
        this.mapper = mapper;
        this.sealed = sealed;
        this.catalogues = catalogues;
        this.events = events;
    }

    public Optional<CountyCase> find(CaseNumber number) {
        return cases.find(number).map(mapper::toCase);
    }

    /** The case, locked until the caller's transaction ends, so that of two steps at once one sees the other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<CountyCase> lock(CaseNumber number) {
        return cases.lock(number).map(mapper::toCase);
    }

    /**
     * As {@link #lock}, for a case that must be here.
     *
     * @throws PermanentException YILU-CASE-012 if it is not
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public CountyCase requireLocked(CaseNumber number) {
        return lock(number)
                .orElseThrow(() -> new PermanentException(
                        "YILU-CASE-012",
                        "县中心没有办件 " + number + "，却收到了它的后续消息。",
                        "请核对该中心的发件箱，先让受理消息入库。",
                        Map.of("caseNumber", number.value())));
    }

    public CasePage page(CaseQuery query) {
        List<CountyCase> rows = cases.page(query).stream().map(mapper::toCase).toList();
        return new CasePage(rows, cases.count(query), query.page(), query.size());
    }

    /** How many cases the department has in each scope. */
    public Map<CaseState, Long> countByState(String department) {
        return cases.countByState(department);
    }

    /** The cases that show a scan with this content. */
    public List<CountyCase> withFile(String sha256) {
        return cases.withFile(sha256).stream().map(mapper::toCase).toList();
    }

    /** Who applies, in clear: the caller logs who looked. */
    public Applicant applicant(CaseNumber number) {
        return sealed.open(row(number).applicantSealed(), Applicant.class);
    }

    /** The form as it now stands, in clear: the caller logs who looked. */
    public JsonNode form(CaseNumber number) {
        return sealed.open(row(number).formSealed(), JsonNode.class);
    }

    public List<CaseMaterial> materials(CaseNumber number) {
        return papers.materials(number);
    }

    public List<TimelineEntry> timeline(CaseNumber number) {
        return history.timeline(number);
    }

    public List<Supplement> supplements(CaseNumber number) {
        return history.supplements(number);
    }

    public Optional<Handover> handover(CaseNumber number) {
        return history.handover(number);
    }

    /** The clock of a case under the limits of the version that it pins. */
    public ClockLedger clock(CountyCase countyCase) {
        return new ClockLedger(
                countyCase.acceptedOn(),
                new Limits(countyCase.promisedDays(), countyCase.legalDays()),
                history.suspensions(countyCase.caseNumber()),
                countyCase.stoppedOn());
    }

    /** The calendar of the version that the case pins. */
    public WorkingCalendar calendar(CountyCase countyCase) {
        return catalogues.version(countyCase.catalogueVersion()).calendar();
    }

    /** Takes a step in the state table, or throws YILU-CASE-001. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(CountyCase countyCase, CaseState next, Instant at) {
        cases.changeState(countyCase.caseNumber(), countyCase.state().become(next), at);
        events.publishEvent(new CaseMoved(countyCase.caseNumber(), countyCase.department()));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void note(CountyCase countyCase, TimelineEntry entry) {
        history.addEntry(countyCase.caseNumber(), entry);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void assign(CountyCase countyCase, String reviewer) {
        cases.changeReviewer(countyCase.caseNumber(), reviewer);
    }

    /** Hands this writer token to the township and pauses the clock (补正). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handOverWriterToken(CountyCase countyCase, int token, LocalDate on, String note) {
        cases.changeWriterToken(countyCase.caseNumber(), token);
        ClockLedger clock = clock(countyCase);
        LocalDate from = notBefore(clock, on);
        history.openSuspension(countyCase.caseNumber(), new Suspension(from, null, Suspension.Reason.CORRECTION, note));
        keep(countyCase, clock.suspend(from, Suspension.Reason.CORRECTION, note));
    }

    /** Ends the clock with the decision. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void stopClock(CountyCase countyCase, LocalDate on) {
        ClockLedger clock = clock(countyCase);
        keep(countyCase, clock.stop(notBefore(clock, on)));
    }

    /** Lets the clock run again from the day on which the township sent the case back. */
    @Transactional(propagation = Propagation.MANDATORY)
    void resumeClock(CountyCase countyCase, LocalDate on) {
        ClockLedger clock = clock(countyCase);
        LocalDate paused = clock.openSuspension().map(Suspension::from).orElse(on);
        LocalDate until = on.isBefore(paused) ? paused : on;
        history.closeSuspension(countyCase.caseNumber(), until);
        keep(countyCase, clock.resume(until));
    }

    /** A township's clock may be ahead of this one: a step is never dated before the step that it follows. */
    private static LocalDate notBefore(ClockLedger clock, LocalDate on) {
        return clock.runningSince().filter(since -> since.isAfter(on)).orElse(on);
    }

    private void keep(CountyCase countyCase, ClockLedger clock) {
        WorkingCalendar calendar = calendar(countyCase);
        cases.changeDue(
                countyCase.caseNumber(), clock.promisedDue(calendar), clock.legalDue(calendar), clock.stoppedOn());
    }

    private CaseRow row(CaseNumber number) {
        return cases.find(number).orElseThrow(() -> new IllegalStateException("No case " + number));
    }
}
