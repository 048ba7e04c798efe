package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.CaseNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result was handed over at the township window (送达).
 *
 * @param collectorName who collected
 * @param relation 本人, or the relation of the person who collected for the applicant
 * @param idChecked whether the clerk compared the collector with an identity paper
 * @param signature photo of the signature or thumbprint, if taken
 */
public record CaseDelivered(
        CaseNumber caseNumber,
        String collectorName,
        String relation,
        boolean idChecked,
        @Nullable FileRef signature,
        Instant deliveredAt,
        String deliveredBy)
        implements Payload {

    @Override
    public List<FileRef> files() {
        return signature == null ? List.of() : List.of(signature);
    }
}
