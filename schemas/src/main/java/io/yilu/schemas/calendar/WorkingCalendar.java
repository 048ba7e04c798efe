package io.yilu.schemas.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which days are worked: Monday to Friday, except the holidays and with the adjusted workdays (调休) of the table.
 *
 * <p>For a year without any row only weekends are known; callers warn when {@link #covers} is false.
 */
public final class WorkingCalendar {

    private final Map<LocalDate, CalendarDay> exceptions;
    private final SortedSet<Integer> years;

    public WorkingCalendar(Collection<CalendarDay> exceptions) {
        Map<LocalDate, CalendarDay> byDate = new HashMap<>();
        SortedSet<Integer> covered = new TreeSet<>();
        for (CalendarDay day : exceptions) {
            byDate.put(day.date(), day);
            covered.add(day.date().getYear());
        }
        this.exceptions = Map.copyOf(byDate);
        this.years = Collections.unmodifiableSortedSet(covered);
    }

    public boolean isWorkingDay(LocalDate day) {
        CalendarDay exception = exceptions.get(day);
        if (exception != null) {
            return exception.kind() == CalendarDay.Kind.WORKDAY;
        }
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** The row of the table for this day, if it differs from its weekday. */
    public @Nullable CalendarDay exceptionOn(LocalDate day) {
        return exceptions.get(day);
    }

    /**
     * The {@code workingDays}th working day after {@code start}, which itself is not counted (期间开始之日不算).
     *
     * @param workingDays 0 (gives {@code start} itself, worked or not) or more
     */
    public LocalDate add(LocalDate start, int workingDays) {
        if (workingDays < 0) {
            throw new IllegalArgumentException("Working days to add must not be negative: " + workingDays);
        }
        LocalDate day = start;
        for (int left = workingDays; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }

    /**
     * How many working days lie after {@code start} up to and including {@code end}; negative when {@code end} is earlier.
     * With today as start and a due date as end: the days that remain.
     */
    public int workingDaysBetween(LocalDate start, LocalDate end) {
        if (end.isBefore(start)) {
            return -workingDaysBetween(end, start);
        }
        return (int) start.plusDays(1)
                .datesUntil(end.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }

    /** Whether the table has any row for this year. */
    public boolean coversYear(int year) {
        return years.contains(year);
    }

    /** Whether the table has rows for every year from {@code first} to {@code last}: if not, a due date between is a guess. */
    public boolean covers(LocalDate first, LocalDate last) {
        for (int year = first.getYear(); year <= last.getYear(); year++) {
            if (!coversYear(year)) {
                return false;
            }
        }
        return true;
    }

    /** The years that the table has rows for. */
    public SortedSet<Integer> years() {
        return years;
    }

    /** The table's rows by date. */
    public List<CalendarDay> days() {
        return exceptions.values().stream()
                .sorted((a, b) -> a.date().compareTo(b.date()))
                .toList();
    }
}
