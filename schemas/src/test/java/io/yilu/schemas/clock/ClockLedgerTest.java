package io.yilu.schemas.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.calendar.WorkingCalendar;
import io.yilu.schemas.clock.Suspension.Reason;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plain weekends only: Monday 2 March 2015 is day one of what is reckoned here. */
class ClockLedgerTest {

    private static final WorkingCalendar CALENDAR = new WorkingCalendar(List.of());
    private static final LocalDate MONDAY = LocalDate.of(2015, 3, 2);
    private static final ClockLedger TEN_OF_TWENTY = ClockLedger.start(MONDAY, new Limits(10, 20));

    @Test
    void the_day_of_acceptance_is_free() {
        assertThat(TEN_OF_TWENTY.consumed(CALENDAR, MONDAY)).isZero();
        assertThat(TEN_OF_TWENTY.consumed(CALENDAR, MONDAY.plusDays(1))).isOne();
        assertThat(TEN_OF_TWENTY.promisedDue(CALENDAR)).isEqualTo(MONDAY.plusWeeks(2));
        assertThat(TEN_OF_TWENTY.legalDue(CALENDAR)).isEqualTo(MONDAY.plusWeeks(4));
        assertThat(TEN_OF_TWENTY.runningSince()).contains(MONDAY);
    }

    @Test
    void what_remains_is_zero_on_the_due_date_and_negative_when_late() {
        assertThat(TEN_OF_TWENTY.remaining(CALENDAR, MONDAY)).isEqualTo(10);
        assertThat(TEN_OF_TWENTY.remaining(CALENDAR, MONDAY.plusWeeks(2))).isZero();
        assertThat(TEN_OF_TWENTY.remaining(CALENDAR, MONDAY.plusWeeks(3))).isEqualTo(-5);
        assertThat(TEN_OF_TWENTY.legalRemaining(CALENDAR, MONDAY.plusWeeks(3))).isEqualTo(5);
    }

    @Test
    void a_suspension_moves_the_due_dates_by_the_working_days_it_lasts() {
        ClockLedger suspended = TEN_OF_TWENTY.suspend(MONDAY.plusDays(2), Reason.SITE_SURVEY, "入户调查");
        assertThat(suspended.runningSince()).isEmpty();
        assertThat(suspended.openSuspension()).isPresent();
        assertThat(suspended.consumed(CALENDAR, MONDAY.plusWeeks(1))).isEqualTo(2);
        assertThat(suspended.promisedDue(CALENDAR)).isEqualTo(MONDAY.plusWeeks(2));

        ClockLedger resumed = suspended.resume(MONDAY.plusWeeks(1).plusDays(2));
        assertThat(resumed.runningSince()).contains(MONDAY.plusWeeks(1).plusDays(2));
        assertThat(resumed.consumed(CALENDAR, MONDAY.plusWeeks(1).plusDays(2))).isEqualTo(2);
        assertThat(resumed.consumed(CALENDAR, MONDAY.plusWeeks(1).plusDays(3))).isEqualTo(3);
        assertThat(resumed.consumed(CALENDAR, MONDAY.plusDays(1))).isOne();
        assertThat(resumed.promisedDue(CALENDAR)).isEqualTo(MONDAY.plusWeeks(3));
        assertThat(resumed.remaining(CALENDAR, MONDAY.plusWeeks(3))).isZero();
    }

    @Test
    void a_pause_within_one_day_costs_nothing_and_gives_nothing() {
        ClockLedger paused = TEN_OF_TWENTY
                .suspend(MONDAY.plusDays(1), Reason.APPRAISAL, "检验")
                .resume(MONDAY.plusDays(1));
        assertThat(paused.promisedDue(CALENDAR)).isEqualTo(TEN_OF_TWENTY.promisedDue(CALENDAR));
        assertThat(paused.consumed(CALENDAR, MONDAY.plusDays(4))).isEqualTo(4);
    }

    @Test
    void a_pause_after_the_due_date_does_not_make_the_delay_good() {
        ClockLedger late =
                TEN_OF_TWENTY.suspend(MONDAY.plusWeeks(3), Reason.HEARING, "听证").resume(MONDAY.plusWeeks(5));
        assertThat(late.promisedDue(CALENDAR)).isEqualTo(MONDAY.plusWeeks(2));
        assertThat(late.legalDue(CALENDAR)).isEqualTo(MONDAY.plusWeeks(6));
        assertThat(late.remaining(CALENDAR, MONDAY.plusWeeks(5))).isEqualTo(-5);
    }

    @Test
    void the_decision_stops_the_clock_for_good() {
        ClockLedger decided = TEN_OF_TWENTY.stop(MONDAY.plusDays(3));
        assertThat(decided.consumed(CALENDAR, MONDAY.plusWeeks(9))).isEqualTo(3);
        assertThat(decided.runningSince()).isEmpty();
        assertThatThrownBy(() -> decided.stop(MONDAY.plusDays(4))).hasMessageContaining("YILU-CLOCK-002");
        assertThatThrownBy(() -> decided.extend(5)).hasMessageContaining("不能延期");
        assertThatThrownBy(() -> decided.suspend(MONDAY.plusDays(4), Reason.HEARING, ""))
                .hasMessageContaining("不能暂停");
    }

    @Test
    void a_decision_during_a_suspension_ends_both() {
        ClockLedger decided = TEN_OF_TWENTY
                .suspend(MONDAY.plusDays(2), Reason.PUBLIC_NOTICE, "公示")
                .stop(MONDAY.plusDays(9));
        assertThat(decided.openSuspension()).isEmpty();
        assertThat(decided.consumed(CALENDAR, MONDAY.plusWeeks(9))).isEqualTo(2);
    }

    @Test
    void an_extension_lengthens_both_limits() {
        ClockLedger extended = TEN_OF_TWENTY.extend(10);
        assertThat(extended.limits()).isEqualTo(new Limits(20, 30));
        assertThat(extended.promisedDue(CALENDAR)).isEqualTo(MONDAY.plusWeeks(4));
        assertThatThrownBy(() -> TEN_OF_TWENTY.extend(0)).hasMessageContaining("大于 0");
    }

    @Test
    void what_is_done_at_once_is_due_on_the_day_itself() {
        ClockLedger atOnce = ClockLedger.start(MONDAY, new Limits(0, 1));
        assertThat(atOnce.promisedDue(CALENDAR)).isEqualTo(MONDAY);
        assertThat(atOnce.remaining(CALENDAR, MONDAY)).isZero();
        assertThat(atOnce.remaining(CALENDAR, MONDAY.plusDays(1))).isEqualTo(-1);
    }

    @Test
    void steps_out_of_order_are_refused() {
        assertThatThrownBy(() -> TEN_OF_TWENTY.resume(MONDAY)).hasMessageContaining("没有暂停");
        assertThatThrownBy(() -> TEN_OF_TWENTY.suspend(MONDAY.minusDays(1), Reason.HEARING, ""))
                .hasMessageContaining("早于");
        assertThatThrownBy(() -> TEN_OF_TWENTY.stop(MONDAY.minusDays(1))).hasMessageContaining("早于");
        ClockLedger suspended = TEN_OF_TWENTY.suspend(MONDAY.plusDays(2), Reason.CORRECTION, "补正");
        assertThatThrownBy(() -> suspended.suspend(MONDAY.plusDays(3), Reason.HEARING, ""))
                .hasMessageContaining("不能暂停");
        assertThatThrownBy(() -> suspended.resume(MONDAY.plusDays(1))).hasMessageContaining("早于暂停");
    }

    @Test
    void a_promise_beyond_the_law_is_refused() {
        assertThatThrownBy(() -> new Limits(21, 20)).hasMessageStartingWith("YILU-CLOCK-001");
        assertThatThrownBy(() -> new Limits(-1, 20)).hasMessageStartingWith("YILU-CLOCK-001");
        assertThat(new Limits(20, 20).legalDays()).isEqualTo(20);
    }
}
