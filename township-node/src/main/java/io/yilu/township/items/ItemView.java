package io.yilu.township.items;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** An item as a list tells it. */
public record ItemView(
        String code,
        String name,
        String department,
        String departmentName,
        String kind,
        String caseKind,
        String applicant,
        String townshipRole,
        int promisedDays,
        int legalDays,
        String fee) {

    /** Whether a township centre may take it. */
    @JsonIgnore
    public boolean isAcceptable() {
        return !townshipRole.equals("none");
    }
}
