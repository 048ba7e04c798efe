package io.yilu.schemas.clock;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A pause of the clock.
 *
 * @param from the day it began
 * @param until the day it ended, null while it lasts
 * @param note who pauses and what is waited for, in a sentence
 */
public record Suspension(LocalDate from, @Nullable LocalDate until, Reason reason, String note) {

    /** Why a clock may pause. */
    public enum Reason {
        /** 补正: the applicant mends the application. */
        CORRECTION,
        /** 现场勘验. */
        SITE_SURVEY,
        /** 听证. */
        HEARING,
        /** 公示. */
        PUBLIC_NOTICE,
        /** 检验、检测、检疫、鉴定、专家评审. */
        APPRAISAL,
        /** 招标、拍卖、考试. */
        CONTEST
    }

    public boolean isOpen() {
        return until == null;
    }
}
