package io.yilu.township.papers;

import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.results.Decision;
import io.yilu.township.results.Results;
import io.yilu.township.scans.Scans;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Finds or prints the paper that an address names, for pages and API alike. */
@Component
class PaperDesk {

    private final CaseBook cases;
    private final CasePapers papers;
    private final Results results;
    private final Scans scans;

    PaperDesk(CaseBook cases, CasePapers papers, Results results, Scans scans) {
        this.cases = cases;
        this.papers = papers;
        this.results = results;
        this.scans = scans;
    }

    ResponseEntity<byte[]> answer(String address, String word, String clerk) {
        CaseNumber number = cases.numberInAddress(address);
        CasePaper paper = CasePaper.addressed(word)
                .orElseThrow(() -> RequestRefused.notFound(
                        "YILU-PAPER-001", "没有名为 " + word + " 的单据。", "单据有 receipt、acceptance 和 result 三种。"));
        byte[] pdf = paper == CasePaper.RESULT ? result(number, clerk) : papers.print(number, paper, clerk);
        return PdfAnswer.of(pdf, paper.title() + "-" + number);
    }

    /** The county's own document, byte for byte. */
    private byte[] result(CaseNumber number, String clerk) {
        Decision decision = results.decision(number)
                .orElseThrow(
                        () -> RequestRefused.notFound("YILU-RESULT-001", "办件 " + number + " 还没有办结，没有结果。", "请等县里办结。"));
        try (InputStream content = scans.open(decision.document()).orElse(null)) {
            if (content == null) {
                throw RequestRefused.notFound("YILU-RESULT-003", "结果文件还在传输，没有到齐。", "请稍后再打印；线路情况见“线路”页。");
            }
            byte[] pdf = content.readAllBytes();
            papers.resultPrinted(number, clerk);
            return pdf;
        } catch (IOException failed) {
            TransientException failure = new TransientException("YILU-SCAN-004", "结果文件暂时读不出来。", "请稍后再试。");
            failure.initCause(failed);
            throw failure;
        }
    }
}
