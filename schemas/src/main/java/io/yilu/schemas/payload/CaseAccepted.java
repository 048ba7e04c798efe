package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A township accepted an application (收件 or 受理) and hands the case over to the county.
 *
 * @param itemCode code in the power list, such as 610924-05-03-001
 * @param catalogueVersion the catalogue version that the case is pinned to
 * @param form the filled-in form, valid against the item's form schema
 * @param acceptedAt township clock; the legal clock starts here, not at arrival (中华人民共和国行政许可法 art. 32, 42)
 * @param acceptedBy display name of the clerk
 * @param promisedDue due date by promise (承诺时限)
 * @param legalDue due date by law (法定时限)
 * @param submissionKey names the submission that became this case; the same key never makes a second case, also after the
 *     township was rebuilt from its own messages
 * @param clockOffsetMillis the township's clock minus the county's at the acceptance, or null if it was not known then
 */
public record CaseAccepted(
        CaseNumber caseNumber,
        NodeId site,
        String itemCode,
        String catalogueVersion,
        Applicant applicant,
        JsonNode form,
        List<SubmittedMaterial> materials,
        Instant acceptedAt,
        String acceptedBy,
        LocalDate promisedDue,
        LocalDate legalDue,
        String submissionKey,
        @Nullable Long clockOffsetMillis)
        implements Payload {

    public CaseAccepted {
        materials = List.copyOf(materials);
    }

    @Override
    public List<FileRef> files() {
        return materials.stream().flatMap(material -> material.files().stream()).toList();
    }
}
