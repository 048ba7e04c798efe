package io.yilu.schemas.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a township centre does with an item. */
public enum TownshipRole {
    /** Nothing: the county takes it. */
    @JsonProperty("none")
    NONE,
    /** 代收: takes it in and hands it on. */
    @JsonProperty("accept")
    ACCEPT,
    /** 初审: takes it in, examines first, hands it on. */
    @JsonProperty("precheck")
    PRECHECK,
    /** 办理: decides itself. */
    @JsonProperty("decide")
    DECIDE
}
