package io.yilu.county.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who collected the result at the township window. */
public record Handover(
        String collectorName,
        String relation,
        boolean idChecked,
        @Nullable String signatureSha256,
        Instant deliveredAt,
        String deliveredBy) {}
