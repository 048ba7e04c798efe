package io.yilu.schemas.clock;

import io.yilu.schemas.calendar.WorkingCalendar;
import io.yilu.schemas.failure.PermanentException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one case (时限): facts only, from which both sides derive the same due dates.
 *
 * <p>One rule decides what is charged: a working day counts when the clock was running as the day began. So the day of
 * acceptance and the day of resumption are free, the day of a suspension and the day of the decision count.
 *
 * @param acceptedOn the day of acceptance at the township, whenever the county heard of it
 * @param suspensions in order of time, only the last may be open
 * @param stoppedOn the day of the decision, null before
 */
public record ClockLedger(
        LocalDate acceptedOn,
        Limits limits,
        List<Suspension> suspensions,
        @Nullable LocalDate stoppedOn) {

    public ClockLedger {
        suspensions = List.copyOf(suspensions);
    }

    public static ClockLedger start(LocalDate acceptedOn, Limits limits) {
        return new ClockLedger(acceptedOn, limits, List.of(), null);
    }

    public ClockLedger suspend(LocalDate on, Suspension.Reason reason, String note) {
        refuseUnless(runningSince().isPresent(), "时钟没有在走，不能暂停");
        refuseUnless(!on.isBefore(lastChange()), "暂停的日期 " + on + " 早于上一步 " + lastChange());
        List<Suspension> more = new ArrayList<>(suspensions);
        more.add(new Suspension(on, null, reason, note));
        return new ClockLedger(acceptedOn, limits, more, stoppedOn);
    }

    public ClockLedger resume(LocalDate on) {
        Suspension open = openSuspension().orElseThrow(() -> refused("时钟没有暂停，不能恢复"));
        refuseUnless(!on.isBefore(open.from()), "恢复的日期 " + on + " 早于暂停的日期 " + open.from());
        List<Suspension> closed = new ArrayList<>(suspensions.subList(0, suspensions.size() - 1));
        closed.add(new Suspension(open.from(), on, open.reason(), open.note()));
        return new ClockLedger(acceptedOn, limits, closed, stoppedOn);
    }

    /** Lengthens both limits (延期). */
    public ClockLedger extend(int workingDays) {
        refuseUnless(stoppedOn == null, "办件已经办结，不能延期");
        refuseUnless(workingDays > 0, "延长的天数必须大于 0");
        return new ClockLedger(acceptedOn, limits.extendedBy(workingDays), suspensions, null);
    }

    /** Ends the clock with the decision; an open suspension ends with it. */
    public ClockLedger stop(LocalDate on) {
        refuseUnless(stoppedOn == null, "办件已经办结，时钟已停");
        refuseUnless(!on.isBefore(lastChange()), "办结的日期 " + on + " 早于上一步 " + lastChange());
        ClockLedger running = openSuspension().isPresent() ? resume(on) : this;
        return new ClockLedger(acceptedOn, limits, running.suspensions, on);
    }

    /** Since when the clock has been running without a break; empty while suspended or stopped. */
    public Optional<LocalDate> runningSince() {
        if (stoppedOn != null || openSuspension().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(lastChange());
    }

    public Optional<Suspension> openSuspension() {
        return suspensions.isEmpty()
                ? Optional.empty()
                : Optional.of(suspensions.get(suspensions.size() - 1)).filter(Suspension::isOpen);
    }

    /** Working days used up by the end of {@code day}. */
    public int consumed(WorkingCalendar calendar, LocalDate day) {
        LocalDate end = stoppedOn != null && stoppedOn.isBefore(day) ? stoppedOn : day;
        int consumed = 0;
        for (Stretch stretch : stretches()) {
            LocalDate to = stretch.to() == null || stretch.to().isAfter(end) ? end : stretch.to();
            if (to.isAfter(stretch.from())) {
                consumed += calendar.workingDaysBetween(stretch.from(), to);
            }
        }
        return consumed;
    }

    /** Working days left of the promise after {@code day}; 0 on the due date, negative when late. */
    public int remaining(WorkingCalendar calendar, LocalDate day) {
        return limits.promisedDays() - consumed(calendar, day);
    }

    /** Working days left of the legal limit after {@code day}; negative when late. */
    public int legalRemaining(WorkingCalendar calendar, LocalDate day) {
        return limits.legalDays() - consumed(calendar, day);
    }

    /** 承诺办结日; while suspended, the earliest that it can still be. */
    public LocalDate promisedDue(WorkingCalendar calendar) {
        return due(calendar, limits.promisedDays());
    }

    /** 法定办结日; while suspended, the earliest that it can still be. */
    public LocalDate legalDue(WorkingCalendar calendar) {
        return due(calendar, limits.legalDays());
    }

    private LocalDate due(WorkingCalendar calendar, int budget) {
        int left = budget;
        LocalDate from = acceptedOn;
        for (Suspension suspension : suspensions) {
            int used = calendar.workingDaysBetween(from, suspension.from());
            if (used >= left) {
                break;
            }
            left -= used;
            from = suspension.until() == null ? suspension.from() : suspension.until();
        }
        return calendar.add(from, left);
    }

    private List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        LocalDate from = acceptedOn;
        for (Suspension suspension : suspensions) {
            stretches.add(new Stretch(from, suspension.from()));
            if (suspension.until() == null) {
                return stretches;
            }
            from = suspension.until();
        }
        stretches.add(new Stretch(from, null));
        return stretches;
    }

    private LocalDate lastChange() {
        if (suspensions.isEmpty()) {
            return acceptedOn;
        }
        Suspension last = suspensions.get(suspensions.size() - 1);
        return last.until() == null ? last.from() : last.until();
    }

    private static void refuseUnless(boolean allowed, String problem) {
        if (!allowed) {
            throw refused(problem);
        }
    }

    private static PermanentException refused(String problem) {
        return new PermanentException("YILU-CLOCK-002", problem + "。", "请刷新页面，核对办件的时限记录。");
    }

    private record Stretch(LocalDate from, @Nullable LocalDate to) {}
}
