package io.yilu.township.casefile;

import com.fasterxml.jackson.annotation.JsonValue;
import io.yilu.schemas.cases.CaseState;
import io.yilu.sync.Deliveries;
import java.util.Optional;

/** The words for a case (look.md's row of them); text and explanation are in the bundles under {@link #messageKey}. */
public enum CaseWord {
    STORED("wait"),
    SENT("wait"),
    RECEIVED("go"),
    COMPLETE("go"),
    HELD("bad"),
    IN_REVIEW("go"),
    CORRECTION("act"),
    SPECIAL_PROCEDURE("go"),
    EXTENDED("go"),
    APPROVED("good"),
    REFUSED("act"),
    RESULT_HERE("good"),
    RESULT_COMING("wait"),
    DELIVERED("over"),
    CLOSED("over");

    private final String tone;

    CaseWord(String tone) {
        this.tone = tone;
    }

    /** The truth in a word: until the county has what was sent, how far that is; then the case's own state. */
    static CaseWord of(CaseState state, Deliveries.State delivery) {
        if (delivery == Deliveries.State.HELD) {
            return HELD;
        }
        boolean countyLacksIt = delivery == Deliveries.State.STORED || delivery == Deliveries.State.SENT;
        return switch (state) {
            case RECEIVED, ACCEPTED -> valueOf(delivery.name());
            case IN_REVIEW -> countyLacksIt ? valueOf(delivery.name()) : IN_REVIEW;
            case CORRECTION -> CORRECTION;
            case SPECIAL_PROCEDURE -> SPECIAL_PROCEDURE;
            case EXTENDED -> EXTENDED;
            case APPROVED -> APPROVED;
            case REFUSED, NOT_ACCEPTED -> REFUSED;
            case DELIVERED -> DELIVERED;
            case WITHDRAWN, FORWARDED, VOIDED -> CLOSED;
        };
    }

    /** What stands beside the word: whether the result is here, or whether the county knows of the last step. */
    static Optional<CaseWord> beside(CaseState state, Deliveries.State delivery, boolean documentHere) {
        return switch (state) {
            case APPROVED, REFUSED -> Optional.of(documentHere ? RESULT_HERE : RESULT_COMING);
            case DELIVERED ->
                delivery == Deliveries.State.COMPLETE ? Optional.empty() : Optional.of(valueOf(delivery.name()));
            default -> Optional.empty();
        };
    }

    /** wait, go, act, good, bad or over: the colour, never without the word. */
    public String tone() {
        return tone;
    }

    public String messageKey() {
        return "word." + name();
    }

    @JsonValue
    public String label() {
        return name();
    }
}
