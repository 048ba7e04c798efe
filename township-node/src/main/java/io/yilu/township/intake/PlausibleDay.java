package io.yilu.township.intake;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.township.cases.CaseBook;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Today for checks that would refuse a sound application because a PC's date fell back to the year of its making: never
 * before what this node has already seen (law 9). What is written down is the clock's own day.
 */
@Component
class PlausibleDay {

    private final CaseBook cases;
    private final Clock clock;

    PlausibleDay(CaseBook cases, Clock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    /** The latest of the clock's day, the newest case's, and the first of the last year that the calendar's table knows. */
    LocalDate today(Catalogue catalogue) {
        LocalDate table = LocalDate.of(catalogue.calendar().years().last(), 1, 1);
        return Stream.of(LocalDate.now(clock), table, cases.latestAcceptedOn().orElse(table))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
