package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.CaseNumber;
import java.time.Instant;
import java.util.List;

/**
 * The county decided (办结): the result comes home with its document.
 *
 * @param outcome APPROVED 准予 or REFUSED 不予
 * @param reasons why refused (行政许可法 art. 38); empty when approved
 * @param resultName name of the result, such as 农村居民最低生活保障证
 * @param document the result document as PDF
 */
public record CaseDecided(
        CaseNumber caseNumber,
        Outcome outcome,
        String opinion,
        List<String> reasons,
        String resultName,
        String resultNumber,
        FileRef document,
        String department,
        Instant decidedAt,
        String decidedBy)
        implements Payload {

    public CaseDecided {
        reasons = List.copyOf(reasons);
    }

    @Override
    public List<FileRef> files() {
        return List.of(document);
    }

    /** 准予 or 不予. */
    public enum Outcome {
        APPROVED,
        REFUSED
    }
}
