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
 * @param deliveredAt township clock
 * @param clockOffsetMillis the township's clock minus the county's at the handover, or null if it was not known then
 */
public record CaseDelivered(
        CaseNumber caseNumber,
        String collectorName,
        String relation,
        boolean idChecked,
        @Nullable FileRef signature,
        Instant deliveredAt,
        String deliveredBy,
        @Nullable Long clockOffsetMillis)
        implements Payload {

    /** A handover of which nobody measured how right the township's clock was. */
    public CaseDelivered(
            CaseNumber caseNumber,
            String collectorName,
            String relation,
            boolean idChecked,
            @Nullable FileRef signature,
            Instant deliveredAt,
            String deliveredBy) {
        this(caseNumber, collectorName, relation, idChecked, signature, deliveredAt, deliveredBy, null);
    }

    @Override
    public List<FileRef> files() {
        return signature == null ? List.of() : List.of(signature);
    }
}
