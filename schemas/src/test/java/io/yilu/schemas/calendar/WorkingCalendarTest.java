package io.yilu.schemas.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.catalogue.CatalogueLoader;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {

    private static final WorkingCalendar CALENDAR =
            CatalogueLoader.loadShipped().calendar();

    @ParameterizedTest
    @CsvSource({
        "2015-09-01, 5, 2015-09-09",
        "2015-09-01, 20, 2015-09-30",
        "2015-09-25, 5, 2015-10-09",
        "2016-01-28, 5, 2016-02-04",
        "2016-01-28, 20, 2016-03-01",
        "2015-02-13, 1, 2015-02-15",
        "2026-09-30, 1, 2026-10-08",
        "2015-09-01, 0, 2015-09-01",
        "2015-09-05, 0, 2015-09-05",
    })
    void due_dates_step_over_holidays_and_use_adjusted_workdays(LocalDate start, int days, LocalDate due) {
        assertThat(CALENDAR.add(start, days)).isEqualTo(due);
        assertThat(CALENDAR.workingDaysBetween(start, due)).isEqualTo(days);
        assertThat(CALENDAR.workingDaysBetween(due, start)).isEqualTo(-days);
    }

    @Test
    void days_cannot_be_taken_back() {
        assertThatThrownBy(() -> CALENDAR.add(LocalDate.of(2015, 9, 1), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_sunday_may_be_worked_and_a_wednesday_free() {
        assertThat(CALENDAR.isWorkingDay(LocalDate.of(2015, 2, 15))).isTrue();
        assertThat(CALENDAR.exceptionOn(LocalDate.of(2015, 2, 15)))
                .isNotNull()
                .extracting(CalendarDay::kind)
                .isEqualTo(CalendarDay.Kind.WORKDAY);
        assertThat(CALENDAR.isWorkingDay(LocalDate.of(2015, 2, 18))).isFalse();
        assertThat(CALENDAR.isWorkingDay(LocalDate.of(2015, 9, 5))).isFalse();
        assertThat(CALENDAR.isWorkingDay(LocalDate.of(2015, 9, 7))).isTrue();
    }

    @Test
    void a_year_without_rows_is_told_apart() {
        assertThat(CALENDAR.coversYear(2014)).isTrue();
        assertThat(CALENDAR.coversYear(2013)).isFalse();
        assertThat(CALENDAR.coversYear(2027)).isFalse();
        assertThat(CALENDAR.covers(LocalDate.of(2014, 1, 1), LocalDate.of(2026, 12, 31)))
                .isTrue();
        assertThat(CALENDAR.covers(LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 4)))
                .isFalse();
    }

    @Test
    void without_a_table_only_weekends_are_free() {
        WorkingCalendar bare = new WorkingCalendar(List.of());
        assertThat(bare.add(LocalDate.of(2015, 9, 4), 1)).isEqualTo(LocalDate.of(2015, 9, 7));
        assertThat(bare.years()).isEmpty();
    }

    @Test
    void the_table_can_be_read_back_by_date() {
        assertThat(CALENDAR.days())
                .hasSize(437)
                .isSortedAccordingTo((a, b) -> a.date().compareTo(b.date()));
    }
}
