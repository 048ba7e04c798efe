package io.yilu.county.review;

import io.yilu.county.cases.CountyCase;
import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.payload.Applicant;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import java.time.Instant;

/** What the result document says; the paper itself is drawn from it. */
record ResultPaper(
        CountyCase countyCase,
        Item item,
        Applicant applicant,
        DecisionDraft draft,
        String departmentName,
        String resultNumber,
        Instant decidedAt,
        String decidedBy) {

    private static final String LICENCE = "许可";

    /** The document's name: 准予行政许可决定书, 不予行政许可决定书, or what the item gives. */
    public String title() {
        if (draft.outcome() == Outcome.REFUSED) {
            return item.kind().equals(LICENCE) ? "不予行政许可决定书" : "不予办理决定书";
        }
        return item.kind().equals(LICENCE) ? "准予行政许可决定书" : resultName();
    }

    /** What the applicant gets: the item's result, or the refusal. */
    public String resultName() {
        if (draft.outcome() == Outcome.REFUSED) {
            return title();
        }
        return item.resultName().isBlank() ? "办理结果通知书" : item.resultName();
    }

    /** What the decision rests on: for licences the licensing law besides the item's own basis. */
    public String basis() {
        if (!item.kind().equals(LICENCE)) {
            return item.basis();
        }
        String law = "《中华人民共和国行政许可法》第三十八条第" + (isRefusal() ? "二" : "一") + "款";
        return item.basis().isBlank() ? law : law + "和" + item.basis();
    }

    public boolean isRefusal() {
        return draft.outcome() == Outcome.REFUSED;
    }
}
