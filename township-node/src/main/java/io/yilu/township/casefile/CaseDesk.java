package io.yilu.township.casefile;

import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.Masking;
import io.yilu.schemas.payload.Applicant;
import io.yilu.sync.Deliveries;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.CasePage;
import io.yilu.township.cases.CaseQuery;
import io.yilu.township.cases.CaseRow;
import io.yilu.township.corrections.Corrections;
import io.yilu.township.results.Decision;
import io.yilu.township.results.Results;
import io.yilu.township.site.ThisSite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Puts together what the ledger, the exchange, the corrections and the results know about cases. */
@Service
public class CaseDesk {

    private final CaseBook cases;
    private final Corrections corrections;
    private final Results results;
    private final Deliveries deliveries;
    private final CaseViewMapper mapper;
    private final ThisSite site;

    CaseDesk(
            CaseBook cases,
            Corrections corrections,
            Results results,
            Deliveries deliveries,
            CaseViewMapper mapper,
            ThisSite site) {
        this.cases = cases;
        this.corrections = corrections;
        this.results = results;
        this.deliveries = deliveries;
        this.mapper = mapper;
        this.site = site;
    }

    /** The whole of one case, personal data masked. */
    public CaseView view(CaseNumber number) {
        CaseRow row = cases.require(number);
        Deliveries.Delivery delivery = delivery(List.of(row.caseNumber())).get(row.caseNumber());
        Optional<Decision> decision = results.decision(number);
        return new CaseView(
                row.caseNumber(),
                row.itemCode(),
                row.itemName(),
                site.id().value(),
                masked(cases.applicant(row)),
                row.state(),
                state(delivery).name(),
                delivery == null ? 0 : delivery.bytesPending(),
                row.acceptedAt(),
                row.acceptedBy(),
                row.promisedDue(),
                row.legalDue(),
                row.fee(),
                row.departmentName(),
                mapper.materials(cases.materials(number)),
                cases.timeline(number),
                corrections.open(number).map(mapper::correction).orElse(null),
                decision.map(found -> mapper.decision(found, results.isDocumentHere(found)))
                        .orElse(null),
                results.handover(number).map(mapper::handover).orElse(null));
    }

    /** A page of cases with the truth of each. */
    public Lines lines(CaseQuery query) {
        CasePage page = cases.page(query);
        return new Lines(lines(page.cases()), page.total(), page.page(), page.pages());
    }

    /** Cases with the truth of each, in the given order. */
    public List<CaseLine> lines(List<CaseRow> rows) {
        Map<String, Deliveries.Delivery> sent =
                delivery(rows.stream().map(CaseRow::caseNumber).toList());
        return rows.stream()
                .map(row -> line(row, state(sent.get(row.caseNumber()))))
                .toList();
    }

    /** One case as a list shows it. */
    public CaseLine line(CaseNumber number) {
        return lines(List.of(cases.require(number))).get(0);
    }

    private CaseLine line(CaseRow row, Deliveries.State delivery) {
        CaseState state = CaseState.valueOf(row.state());
        boolean documentHere = (state == CaseState.APPROVED || state == CaseState.REFUSED)
                && results.decision(CaseNumber.parse(row.caseNumber()))
                        .filter(results::isDocumentHere)
                        .isPresent();
        return new CaseLine(
                row.caseNumber(),
                row.itemCode(),
                row.itemName(),
                site.id().value(),
                new Applicant(
                        row.applicantKind(),
                        shownName(row.applicantKind(), row.applicantName()),
                        "",
                        row.applicantIdMasked(),
                        null),
                row.state(),
                delivery.name(),
                row.acceptedAt(),
                row.acceptedBy(),
                row.promisedDue(),
                row.legalDue(),
                CaseWord.of(state, delivery),
                CaseWord.beside(state, delivery, documentHere).orElse(null));
    }

    private Map<String, Deliveries.Delivery> delivery(List<String> numbers) {
        return numbers.isEmpty() ? Map.of() : deliveries.of(numbers);
    }

    /** What the ledger has no row about cannot have left. */
    private static Deliveries.State state(Deliveries.@Nullable Delivery delivery) {
        return delivery == null ? Deliveries.State.STORED : delivery.state();
    }

    private static Applicant masked(Applicant applicant) {
        String phone = applicant.phone();
        return new Applicant(
                applicant.kind(),
                shownName(applicant.kind(), applicant.name()),
                applicant.idType(),
                Masking.idNumber(applicant.idNumber()),
                phone == null ? null : Masking.phone(phone));
    }

    /** Names of organisations are public; those of people are masked. */
    private static String shownName(String kind, String name) {
        return kind.equals("法人") ? name : Masking.name(name);
    }

    /** One page of a list. */
    public record Lines(List<CaseLine> cases, long total, int page, int pages) {

        public Lines {
            cases = List.copyOf(cases);
        }
    }
}
