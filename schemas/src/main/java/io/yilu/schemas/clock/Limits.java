package io.yilu.schemas.clock;

import io.yilu.schemas.failure.PermanentException;

/**
 * The two limits of an item in working days: 承诺时限 ≤ 法定时限.
 *
 * @param promisedDays 0 for 即办件, which are done on the day of acceptance
 */
public record Limits(int promisedDays, int legalDays) {

    public Limits {
        if (promisedDays < 0 || promisedDays > legalDays) {
            throw new PermanentException(
                    "YILU-CLOCK-001",
                    "承诺时限（" + promisedDays + " 个工作日）不能为负，也不能超过法定时限（" + legalDays + " 个工作日）。",
                    "请先在权力清单里改正这个事项的时限。");
        }
    }

    /** Both limits lengthened (延期, 行政许可法 art. 42). */
    public Limits extendedBy(int days) {
        return new Limits(promisedDays + days, legalDays + days);
    }
}
