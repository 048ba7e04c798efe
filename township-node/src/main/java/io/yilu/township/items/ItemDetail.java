package io.yilu.township.items;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An item with what it needs. */
public record ItemDetail(
        String code,
        String name,
        String department,
        String departmentName,
        String window,
        String kind,
        String caseKind,
        String applicant,
        String townshipRole,
        int promisedDays,
        int legalDays,
        String fee,
        String basis,
        String resultName,
        int onsiteVisits,
        boolean needsSurvey,
        int publicNoticeDays,
        String catalogueVersion,
        List<MaterialView> materials,
        JsonNode formSchema) {

    public ItemDetail {
        materials = List.copyOf(materials);
    }

    /** Whether a township centre may take it. */
    @JsonIgnore
    public boolean isAcceptable() {
        return !townshipRole.equals("none");
    }

    @JsonIgnore
    public boolean isFree() {
        return fee.equals("0");
    }

    /** A material as the catalogue's words name it: required, waivable, optional; original, copy, electronic. */
    public record MaterialView(
            int seq, String name, String necessity, String form, int copies, String source, String note) {}
}
