package io.yilu.township.cases;

import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.Masking;
import io.yilu.schemas.identity.ResidentId;
import io.yilu.schemas.payload.Applicant;
import io.yilu.township.sealed.SealedJson;
import io.yilu.township.site.ThisSite;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** The cases of this site: every feature reads them here, and takes each step of a case here and nowhere else. */
@Service
public class CaseBook {

    private final CaseStore store;
    private final CaseNumbers numbers;
    private final SealedJson sealed;
    private final ThisSite site;
    private final ApplicationEventPublisher events;

    CaseBook(CaseStore store, CaseNumbers numbers, SealedJson sealed, ThisSite site, ApplicationEventPublisher events) {
        this.store = store;
        this.numbers = numbers;
        this.sealed = sealed;
        this.site = site;
        this.events = events;
    }

    /** Enters a new case with its number, materials and first sentence, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public CaseNumber open(NewCase fresh) {
        CaseNumber number = numbers.next(site.id(), fresh.acceptedOn());
        enter(number, fresh);
        return number;
    }

    /** Enters a case again that this node had opened before it lost its tables; its number is not given twice. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void openAgain(CaseNumber number, NewCase known) {
        numbers.given(number);
        enter(number, known);
    }

    private void enter(CaseNumber number, NewCase fresh) {
        store.insert(row(number, fresh));
        for (CaseMaterial material : fresh.materials()) {
            store.addMaterial(number, material);
            material.files().forEach(file -> store.addFile(number, file));
        }
        boolean receipt = fresh.item().townshipRole().equals("precheck");
        record(
                number,
                new CaseEvent(
                        CaseEvent.Kind.ACCEPTED,
                        fresh.acceptedAt(),
                        site.name(),
                        fresh.acceptedBy(),
                        (receipt ? "收件：" : "受理：") + fresh.item().name(),
                        receipt ? "receipt" : "acceptance"));
    }

    public Optional<CaseRow> find(CaseNumber number) {
        return store.find(number.value());
    }

    /** The case that an address names; 404 when this site has none with this number. */
    public CaseNumber numberInAddress(String number) {
        try {
            CaseNumber parsed = CaseNumber.parse(number);
            if (find(parsed).isPresent()) {
                return parsed;
            }
        } catch (PermanentException notANumber) {
            throw RequestRefused.notFound(notANumber.code(), notANumber.what(), notANumber.whatToDo());
        }
        throw RequestRefused.notFound("YILU-TOWN-001", "本中心没有办件 " + number + "。", "请核对回执上的编号；别的中心受理的办件，请到受理的中心查询。");
    }

    /** The case that this submission made, if it made one. */
    public Optional<CaseNumber> ofSubmission(String submissionKey) {
        return store.numberOfSubmission(submissionKey).map(CaseNumber::parse);
    }

    /**
     * The case.
     *
     * @throws PermanentException YILU-TOWN-001 when this site has none with this number
     */
    public CaseRow require(CaseNumber number) {
        return find(number).orElseThrow(() -> unknown(number));
    }

    /** The case, locked until the caller's transaction ends, so that of two steps at once one sees the other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public CaseRow lock(CaseNumber number) {
        return store.lock(number.value()).orElseThrow(() -> unknown(number));
    }

    public CasePage page(CaseQuery query) {
        return store.page(query, Masking.idNumber(ResidentId.normalise(query.text())));
    }

    /**
     * Begins to count the days of every handed-over case for which that was not begun, or was begun on a day that has not come.
     *
     * @param now by a clock that is known to be right
     */
    @Transactional
    public void countDaysOfDelivered(Instant now) {
        store.countDaysOfDelivered(now);
    }

    /** Handed-over cases whose days were begun to be counted before this moment, by number, after this one. */
    public List<CaseNumber> overSinceBefore(Instant moment, String afterNumber, int limit) {
        return store.overSinceBefore(moment, afterNumber, limit).stream()
                .map(CaseNumber::parse)
                .toList();
    }

    public Map<CaseState, Long> countByState() {
        return store.countByState();
    }

    /** The latest day on which a case was accepted here, as the clock stood then; empty before the first. */
    public Optional<LocalDate> latestAcceptedOn() {
        return store.latestAcceptedOn();
    }

    /** How often each item was accepted here, so that the usual ones are found first. */
    public Map<String, Integer> countByItem() {
        return store.countByItem();
    }

    /** Who applies, in clear: the caller logs who looked, see {@link io.yilu.node.audit.AuditLog}. */
    public Applicant applicant(CaseRow row) {
        return sealed.open(row.applicantSealed(), Applicant.class);
    }

    /** The form as it now stands, in clear: the caller logs who looked, see {@link io.yilu.node.audit.AuditLog}. */
    public JsonNode form(CaseRow row) {
        return sealed.open(row.formSealed(), JsonNode.class);
    }

    public List<CaseMaterial> materials(CaseNumber number) {
        return store.materials(number);
    }

    /** Scans of all cases of which a step is still to come, those of answers among them. */
    public List<FileOfCase> scansOfOpenCases() {
        return store.filesOf(Arrays.stream(CaseState.values())
                .filter(state -> !state.next().isEmpty())
                .toList());
    }

    public List<CaseEvent> timeline(CaseNumber number) {
        return store.timeline(number);
    }

    /** Writes one more sentence into the timeline. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(CaseNumber number, CaseEvent event) {
        store.addEvent(number, event);
        events.publishEvent(new CaseMoved(number));
    }

    /**
     * Takes a step of the state table.
     *
     * @throws PermanentException YILU-CASE-001 when the table does not allow it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void become(CaseRow locked, CaseState next, Instant since) {
        CaseState.valueOf(locked.state()).become(next);
        CaseNumber number = CaseNumber.parse(locked.caseNumber());
        store.changeState(number, next, since);
        events.publishEvent(new CaseMoved(number));
    }

    /** Replaces the form and adds scans, as the answer to a correction request. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void supplement(CaseNumber number, JsonNode form, List<CaseFile> files) {
        store.changeForm(number, sealed.seal(form));
        files.forEach(file -> store.addFile(number, file));
    }

    private CaseRow row(CaseNumber number, NewCase fresh) {
        NewCase.ItemOfCase item = fresh.item();
        Applicant applicant = fresh.applicant();
        return new CaseRow(
                number.value(),
                fresh.submissionKey(),
                item.code(),
                item.name(),
                item.department(),
                item.departmentName(),
                item.townshipRole(),
                item.catalogueVersion(),
                item.fee(),
                applicant.kind(),
                applicant.name(),
                Masking.idNumber(applicant.idNumber()),
                sealed.seal(applicant),
                sealed.seal(fresh.form()),
                CaseState.ACCEPTED.name(),
                fresh.acceptedAt(),
                fresh.acceptedAt(),
                fresh.acceptedOn(),
                fresh.acceptedBy(),
                fresh.promisedDue(),
                fresh.legalDue());
    }

    private static PermanentException unknown(CaseNumber number) {
        return new PermanentException(
                "YILU-TOWN-001",
                "本中心没有办件 " + number + "。",
                "请核对回执上的编号；别的中心受理的办件，请到受理的中心查询。",
                Map.of("caseNumber", number.value()));
    }
}
