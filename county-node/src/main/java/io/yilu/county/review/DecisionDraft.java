package io.yilu.county.review;

import io.yilu.schemas.payload.CaseDecided.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer wants to decide.
 *
 * @param opinion 审批意见, required
 * @param reasons required when refused, blank lines are dropped; ignored when approved
 */
record DecisionDraft(@Nullable Outcome outcome, String opinion, List<String> reasons) {

    DecisionDraft {
        opinion = opinion.strip();
        reasons = outcome == Outcome.REFUSED
                ? reasons.stream()
                        .map(String::strip)
                        .filter(reason -> !reason.isEmpty())
                        .toList()
                : List.of();
    }
}
