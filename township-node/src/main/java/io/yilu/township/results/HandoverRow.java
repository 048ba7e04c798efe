package io.yilu.township.results;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who took the result home, as the table keeps it. */
record HandoverRow(
        String caseNumber,
        String collectorName,
        String relation,
        boolean idChecked,
        @Nullable String signatureSha256,
        @Nullable Long signatureSize,
        @Nullable String signatureType,
        @Nullable String signatureName,
        Instant deliveredAt,
        String deliveredBy) {}
