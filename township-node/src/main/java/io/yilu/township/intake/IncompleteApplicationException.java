package io.yilu.township.intake;

import io.yilu.schemas.failure.PermanentException;

/** An application that cannot be accepted as it stands; nothing of it was written. */
public final class IncompleteApplicationException extends PermanentException {

    private static final long serialVersionUID = 1L;

    private final transient Findings findings;

    public IncompleteApplicationException(Findings findings) {
        super("YILU-INTAKE-001", what(findings), "请改正所列各项后再受理；材料不齐的，请打印一次性告知书交给申请人。");
        this.findings = findings;
    }

    public Findings findings() {
        return findings;
    }

    private static String what(Findings findings) {
        String errors =
                findings.errors().isEmpty() ? "" : "申请表有 " + findings.errors().size() + " 处需要改正";
        String missing =
                findings.missing().isEmpty() ? "" : "还缺 " + findings.missing().size() + " 份必要材料";
        return errors + (errors.isEmpty() || missing.isEmpty() ? "" : "，") + missing + "。";
    }
}
