package io.yilu.county.review;

import io.yilu.county.cases.CountyCase;
import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.catalogue.Material;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import io.yilu.schemas.payload.CorrectionRequested.Correction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decision and a correction request must say before they may be sent. */
final class ReviewRules {

    private static final int MAX_OPINION = 2000;
    private static final int MAX_LINE = 1000;
    private static final int MAX_LINES = 50;
    private static final int SHORT = 100;

    /** Stands for a line of the page where no material was chosen. */
    static final int NOT_CHOSEN = 0;

    private ReviewRules() {}

    static Outcome check(DecisionDraft draft) {
        if (draft.outcome() == null) {
            throw refused("YILU-REVIEW-007", "没有说明是准予还是不予。", "请选择“准予”或“不予”。");
        }
        checkOpinion(draft.opinion());
        if (draft.outcome() == Outcome.REFUSED && draft.reasons().isEmpty()) {
            throw refused("YILU-REVIEW-002", "不予决定没有写理由。", "请至少写一条理由（依据的条款和不符合的事实），申请人有权知道。");
        }
        checkLines(draft.reasons());
        return draft.outcome();
    }

    static void check(CorrectionDraft draft, List<Material> materials) {
        checkOpinion(draft.opinion());
        if (draft.lines().isEmpty()) {
            throw refused("YILU-REVIEW-004", "补正要求里一项也没有写。", "请写明要补正的每一项，一次告知全部内容。");
        }
        checkLines(draft.lines().stream().map(Correction::text).toList());
        for (Correction line : draft.lines()) {
            Integer seq = line.materialSeq();
            if (seq != null && seq == NOT_CHOSEN) {
                throw refused("YILU-REVIEW-005", "“" + shortened(line.text()) + "”没有选是哪份材料。", "请从清单里选材料；属于申请表的选“申请表”。");
            }
            if (seq != null && materials.stream().noneMatch(material -> material.seq() == seq)) {
                throw refused("YILU-REVIEW-005", "这个事项没有第 " + seq + " 号材料。", "请从材料清单里选择，或选“申请表”。");
            }
        }
    }

    /** Refuses to act on what the reviewer has not seen: the case moved since the page was drawn. */
    static void refuseStale(CountyCase countyCase, @Nullable Instant seenAt) {
        if (seenAt != null && !countyCase.stateSince().equals(seenAt)) {
            throw RequestRefused.conflict(
                    "YILU-REVIEW-006", "您打开页面以后，这个办件变成了“" + countyCase.state().word() + "”，刚才的操作没有执行。", "请看过最新情况后再决定。");
        }
    }

    /** Refuses a step that the state table does not allow, such as a second decision. */
    static void refuseUnlessMay(CountyCase countyCase, CaseState next) {
        if (!countyCase.state().mayBecome(next)) {
            throw RequestRefused.conflict(
                    "YILU-CASE-001",
                    "办件 " + countyCase.caseNumber() + " 现在是“"
                            + countyCase.state().word() + "”，不能再变为“" + next.word() + "”。",
                    "可能已由同事处理。请刷新页面查看最新情况。");
        }
    }

    /** With one full stop at its end, whatever the reviewer wrote. */
    static String sentence(String text) {
        return text.replaceFirst("[。．.！!；;]+$", "") + "。";
    }

    static String shortened(String text) {
        return text.length() <= SHORT ? text : text.substring(0, SHORT) + "…";
    }

    private static void checkOpinion(String opinion) {
        if (opinion.isEmpty()) {
            throw refused("YILU-REVIEW-001", "没有填写审批意见。", "请填写意见后再提交。");
        }
        if (opinion.length() > MAX_OPINION) {
            throw refused(
                    "YILU-REVIEW-008",
                    "审批意见有 " + opinion.length() + " 个字，最多 " + MAX_OPINION + " 个字。",
                    "请精简意见，详细内容写进附件。");
        }
    }

    private static void checkLines(List<String> lines) {
        if (lines.size() > MAX_LINES || lines.stream().anyMatch(line -> line.length() > MAX_LINE)) {
            throw refused("YILU-REVIEW-009", "最多写 " + MAX_LINES + " 条，每条最多 " + MAX_LINE + " 个字。", "请合并或精简后再提交。");
        }
    }

    private static PermanentException refused(String code, String what, String whatToDo) {
        return new PermanentException(code, what, whatToDo);
    }
}
