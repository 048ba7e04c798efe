package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.CaseNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The township answers a correction request (补正) and hands the case back to the county.
 *
 * @param writerToken the token that the {@link CorrectionRequested} handed over; an older one is stale
 * @param form the whole form as it now stands
 * @param materials what was added, by material; earlier files stay
 * @param remark the clerk's words to the reviewer, may be empty
 * @param supplementedAt township clock
 * @param clockOffsetMillis the township's clock minus the county's at the answer, or null if it was not known then
 */
public record MaterialsSupplemented(
        CaseNumber caseNumber,
        int writerToken,
        JsonNode form,
        List<SubmittedMaterial> materials,
        String remark,
        Instant supplementedAt,
        String supplementedBy,
        @Nullable Long clockOffsetMillis)
        implements Payload {

    public MaterialsSupplemented {
        materials = List.copyOf(materials);
    }

    /** An answer of which nobody measured how right the township's clock was. */
    public MaterialsSupplemented(
            CaseNumber caseNumber,
            int writerToken,
            JsonNode form,
            List<SubmittedMaterial> materials,
            String remark,
            Instant supplementedAt,
            String supplementedBy) {
        this(caseNumber, writerToken, form, materials, remark, supplementedAt, supplementedBy, null);
    }

    @Override
    public List<FileRef> files() {
        return materials.stream().flatMap(material -> material.files().stream()).toList();
    }
}
