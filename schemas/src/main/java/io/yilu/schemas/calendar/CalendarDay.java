package io.yilu.schemas.calendar;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;

/**
 * A day on which work differs from what its weekday says.
 *
 * @param name of the holiday, or 春节调休上班 and the like
 */
public record CalendarDay(LocalDate date, Kind kind, String name) {

    /** Off, or worked although it is a weekend. */
    public enum Kind {
        @JsonProperty("holiday")
        HOLIDAY,
        @JsonProperty("workday")
        WORKDAY
    }
}
