package io.yilu.schemas.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A paper that an item asks for (申请材料).
 *
 * @param item code of the item
 * @param seq its number within the item, from 1
 * @param copies how many, at least 1
 * @param note what to mind, may be empty
 */
public record Material(
        String item, int seq, String name, Necessity necessity, Form form, int copies, Source source, String note) {

    /** Whether the case may be accepted without it. */
    @JsonIgnore
    public boolean isRequired() {
        return necessity == Necessity.REQUIRED;
    }

    /** 必要, 容缺, or 视情形. */
    public enum Necessity {
        @JsonProperty("required")
        REQUIRED,
        /** 容缺受理: may follow within the term of the promise. */
        @JsonProperty("waivable")
        WAIVABLE,
        @JsonProperty("optional")
        OPTIONAL
    }

    /** 原件, 复印件 or 电子件. */
    public enum Form {
        @JsonProperty("original")
        ORIGINAL,
        @JsonProperty("copy")
        COPY,
        @JsonProperty("electronic")
        ELECTRONIC
    }

    /** Who issues it: the applicant, a public body, or an agency. */
    public enum Source {
        @JsonProperty("applicant")
        APPLICANT,
        @JsonProperty("government")
        GOVERNMENT,
        @JsonProperty("agency")
        AGENCY
    }
}
