package io.yilu.township.corrections;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A correction request as the table keeps it.
 *
 * @param points what to mend, as JSON
 * @param answeredAt when the answer was sent, null while the writer token is here
 */
record CorrectionRow(
        String caseNumber,
        int writerToken,
        String points,
        String opinion,
        LocalDate dueDate,
        String department,
        Instant requestedAt,
        String requestedBy,
        @Nullable Instant answeredAt) {}
