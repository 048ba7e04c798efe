package io.yilu.county.review;

import io.yilu.county.cases.Cases;
import io.yilu.county.cases.CountyCase;
import io.yilu.county.cases.OfficeDays;
import io.yilu.county.cases.Reviewer;
import io.yilu.county.catalogue.Catalogues;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import io.yilu.sync.FileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Numbers a result document, draws it and keeps it among the node's files, from where it travels to the township. */
@Component
class ResultDocuments {

    private static final long MAX_BYTES = 20L * 1024 * 1024;

    private final Cases cases;
    private final ResultNumbers numbers;
    private final Catalogues catalogues;
    private final OfficeDays days;
    private final ResultPaperPrinter printer;
    private final FileStore files;

    ResultDocuments(
            Cases cases,
            ResultNumbers numbers,
            Catalogues catalogues,
            OfficeDays days,
            ResultPaperPrinter printer,
            FileStore files) {
        this.cases = cases;
        this.numbers = numbers;
        this.catalogues = catalogues;
        this.days = days;
        this.printer = printer;
        this.files = files;
    }

    Decision issue(CountyCase countyCase, DecisionDraft draft, Outcome outcome, Reviewer reviewer, Instant now) {
        ResultPaper paper = new ResultPaper(
                countyCase,
                catalogues.version(countyCase.catalogueVersion()).requireItem(countyCase.itemCode()),
                cases.applicant(countyCase.caseNumber()),
                draft,
                catalogues.departmentName(countyCase.department()),
                numbers.next(countyCase.department(), days.dayOf(now).getYear(), outcome),
                now,
                reviewer.displayName());
        FileRef document = store(printer.print(paper), paper.title() + " " + countyCase.caseNumber() + ".pdf");
        return new Decision(
                outcome,
                draft.opinion(),
                draft.reasons(),
                paper.resultName(),
                paper.resultNumber(),
                document,
                now,
                reviewer.displayName());
    }

    private FileRef store(byte[] pdf, String name) {
        try {
            return files.store(new ByteArrayInputStream(pdf), "application/pdf", name, MAX_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("The result document cannot be written to the file store.", e);
        }
    }
}
