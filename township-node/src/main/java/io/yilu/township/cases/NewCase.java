package io.yilu.township.cases;

import io.yilu.schemas.payload.Applicant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A checked application that is about to become a case.
 *
 * @param submissionKey names this submission; the same key never makes a second case
 * @param materials every material of the item, those without scans too
 */
public record NewCase(
        String submissionKey,
        ItemOfCase item,
        Applicant applicant,
        JsonNode form,
        List<CaseMaterial> materials,
        Instant acceptedAt,
        String acceptedBy,
        LocalDate acceptedOn,
        LocalDate promisedDue,
        LocalDate legalDue) {

    public NewCase {
        materials = List.copyOf(materials);
    }

    /** What the case keeps of the catalogue version that it pins. */
    public record ItemOfCase(
            String code,
            String name,
            String department,
            String departmentName,
            String townshipRole,
            String fee,
            String catalogueVersion) {}
}
