package io.yilu.township.intake;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Item;
import java.time.LocalDate;

/**
 * The two limits of a case accepted on a day.
 *
 * @param certain whether the calendar's table covers every year up to the later one; if not, holidays are unknown
 */
public record DueDates(LocalDate promised, LocalDate legal, boolean certain) {

    /** Counted in working days; the day of acceptance is not counted. */
    public static DueDates of(Catalogue catalogue, Item item, LocalDate acceptedOn) {
        LocalDate promised = catalogue.calendar().add(acceptedOn, item.promisedDays());
        LocalDate legal = catalogue.calendar().add(acceptedOn, item.legalDays());
        return new DueDates(promised, legal, catalogue.calendar().covers(acceptedOn, legal));
    }
}
