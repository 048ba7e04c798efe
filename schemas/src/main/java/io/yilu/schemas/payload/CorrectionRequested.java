package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.CaseNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The county asks for everything that is missing at once (补正, 中华人民共和国行政许可法 art. 32(4)) and hands the writer token back.
 *
 * @param writerToken number of the token handed over, one more than the last of this case
 * @param corrections what to mend, at least one
 * @param dueDate the day by which the applicant is asked to answer
 */
public record CorrectionRequested(
        CaseNumber caseNumber,
        int writerToken,
        List<Correction> corrections,
        String opinion,
        LocalDate dueDate,
        String department,
        Instant requestedAt,
        String requestedBy)
        implements Payload {

    public CorrectionRequested {
        corrections = List.copyOf(corrections);
    }

    /**
     * One thing to mend.
     *
     * @param materialSeq the material it concerns, or null for the form
     */
    public record Correction(@Nullable Integer materialSeq, String text) {}
}
