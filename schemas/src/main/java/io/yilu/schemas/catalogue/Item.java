package io.yilu.schemas.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.yilu.schemas.clock.Limits;

/**
 * An item of the power list (权力事项).
 *
 * @param code opaque, such as 610924-05-03-001
 * @param department code of the department that decides
 * @param kind 许可, 确认, 给付, 备案, 公共服务 or 其他
 * @param caseKind 即办件 (done at once, 0 days) or 承诺件
 * @param applicant 自然人, 法人 or 不限
 * @param legalDays 法定时限 in working days
 * @param promisedDays 承诺时限 in working days, at most {@code legalDays}
 * @param fee {@code 0}, or the amount or rule with its document
 * @param theme enterprise, construction, or empty when it belongs to no parallel approval
 * @param basis the law it rests on
 * @param form name of the form, such as rural-subsistence-allowance
 * @param onsiteVisits how often the applicant must come, 0 to 2
 * @param needsSurvey whether a site survey stops the clock
 * @param publicNoticeDays days of public notice outside the clock
 */
public record Item(
        String code,
        String department,
        String name,
        String kind,
        String caseKind,
        String applicant,
        int legalDays,
        int promisedDays,
        String fee,
        TownshipRole townshipRole,
        String theme,
        int batch,
        String basis,
        String resultName,
        String resultKind,
        String form,
        int onsiteVisits,
        boolean needsSurvey,
        int publicNoticeDays) {

    /** The value of {@link #caseKind} for what is done at once. */
    public static final String IMMEDIATE = "即办件";

    /** The value of {@link #caseKind} for what takes days. */
    public static final String PROMISED = "承诺件";

    @JsonIgnore
    public boolean isImmediate() {
        return caseKind.equals(IMMEDIATE);
    }

    /** Whether a township centre may take this item at all. */
    @JsonIgnore
    public boolean isTownshipItem() {
        return townshipRole != TownshipRole.NONE;
    }

    @JsonIgnore
    public boolean hasFee() {
        return !fee.equals("0");
    }

    public Limits limits() {
        return new Limits(promisedDays, legalDays);
    }
}
