package io.yilu.township.results;

import io.yilu.schemas.exchange.FileRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who took the result home (送达).
 *
 * @param relation 本人, or the relation of who collected for the applicant
 * @param signature photo of the signature or thumbprint, if taken
 */
public record Handover(
        String collectorName,
        String relation,
        boolean idChecked,
        @Nullable FileRef signature,
        Instant deliveredAt,
        String deliveredBy) {}
