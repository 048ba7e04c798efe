package io.yilu.schemas.cases;

import io.yilu.schemas.failure.PermanentException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a case stands; {@link #mayBecome} is the one table of what may follow what.
 *
 * <p>The names travel on the wire and in the HTTP API. {@link #word()} is what Chinese readers see; other languages and the
 * one-line explanation are in {@code messages/schemas.properties}.
 */
public enum CaseState {
    /** 收件: papers taken in, acceptance not yet decided. */
    RECEIVED("收件"),
    /** 已受理: the clock runs from here. */
    ACCEPTED("已受理"),
    /** 不予受理 (行政许可法 art. 32). */
    NOT_ACCEPTED("不予受理"),
    /** 补正: the township holds the writer token and mends what was asked for. */
    CORRECTION("补正"),
    /** 审批中. */
    IN_REVIEW("审批中"),
    /** 特别程序: survey, hearing, public notice, appraisal; the clock pauses (行政许可法 art. 45). */
    SPECIAL_PROCEDURE("特别程序"),
    /** 延期: still in review, under a limit lengthened once (行政许可法 art. 42). */
    EXTENDED("延期"),
    /** 办结·准予. */
    APPROVED("办结·准予"),
    /** 办结·不予. */
    REFUSED("办结·不予"),
    /** 撤回: by the applicant, before a decision. */
    WITHDRAWN("撤回"),
    /** 转报: examined here, sent on to a higher authority. */
    FORWARDED("转报"),
    /** 作废: entered by mistake, kept for the record. */
    VOIDED("作废"),
    /** 已送达: the result or notice was handed over. */
    DELIVERED("已送达");

    private static final Set<CaseState> CLOSED =
            EnumSet.of(NOT_ACCEPTED, APPROVED, REFUSED, WITHDRAWN, FORWARDED, VOIDED, DELIVERED);

    /**
     * A decision straight from ACCEPTED is the way of 即办件. From CORRECTION no decision leads on, since the township
     * holds the token; the case must come back first.
     */
    private static final Map<CaseState, Set<CaseState>> NEXT = Map.ofEntries(
            Map.entry(RECEIVED, EnumSet.of(ACCEPTED, NOT_ACCEPTED, CORRECTION, WITHDRAWN, VOIDED)),
            Map.entry(ACCEPTED, EnumSet.of(IN_REVIEW, CORRECTION, NOT_ACCEPTED, APPROVED, REFUSED, WITHDRAWN, VOIDED)),
            Map.entry(NOT_ACCEPTED, EnumSet.of(DELIVERED)),
            Map.entry(CORRECTION, EnumSet.of(ACCEPTED, IN_REVIEW, NOT_ACCEPTED, WITHDRAWN, VOIDED)),
            Map.entry(
                    IN_REVIEW,
                    EnumSet.of(
                            CORRECTION, SPECIAL_PROCEDURE, EXTENDED, APPROVED, REFUSED, WITHDRAWN, FORWARDED, VOIDED)),
            Map.entry(SPECIAL_PROCEDURE, EnumSet.of(IN_REVIEW, EXTENDED, WITHDRAWN, VOIDED)),
            Map.entry(
                    EXTENDED,
                    EnumSet.of(CORRECTION, SPECIAL_PROCEDURE, APPROVED, REFUSED, WITHDRAWN, FORWARDED, VOIDED)),
            Map.entry(APPROVED, EnumSet.of(DELIVERED, VOIDED)),
            Map.entry(REFUSED, EnumSet.of(DELIVERED, VOIDED)),
            Map.entry(WITHDRAWN, EnumSet.noneOf(CaseState.class)),
            Map.entry(FORWARDED, EnumSet.of(DELIVERED)),
            Map.entry(VOIDED, EnumSet.noneOf(CaseState.class)),
            Map.entry(DELIVERED, EnumSet.noneOf(CaseState.class)));

    private final String word;

    CaseState(String word) {
        this.word = word;
    }

    /** The word that Chinese readers see. */
    public String word() {
        return word;
    }

    /** Key of the word in the message bundle; with {@code .hint} of its one-line explanation. */
    public String messageKey() {
        return "case.state." + name();
    }

    /** Whether a case in this state may step to {@code next}; staying is no step. */
    public boolean mayBecome(CaseState next) {
        return next().contains(next);
    }

    /** The states that may follow. */
    public Set<CaseState> next() {
        return Set.copyOf(NEXT.getOrDefault(this, Set.of()));
    }

    /**
     * Takes the step.
     *
     * @return {@code next}
     * @throws PermanentException YILU-CASE-001 when the table does not allow it
     */
    public CaseState become(CaseState next) {
        if (!mayBecome(next)) {
            throw new PermanentException(
                    "YILU-CASE-001",
                    "办件现在是“" + word + "”，不能变为“" + next.word + "”。",
                    "请刷新页面查看办件的最新状态，再决定下一步。",
                    Map.of("from", name(), "to", next.name()));
        }
        return next;
    }

    /** 办结: no reviewer has anything left to do. */
    public boolean isClosed() {
        return CLOSED.contains(this);
    }
}
