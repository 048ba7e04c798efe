package io.yilu.county.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** The county's days: instants are stored in UTC, limits and papers count days in China. */
@Component
public class OfficeDays {

    /** One zone for the whole country. */
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Clock clock;

    OfficeDays(Clock clock) {
        this.clock = clock;
    }

    public Instant now() {
        // As exact as the database keeps it, so that what is answered now equals what is read later.
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public LocalDate today() {
        return dayOf(now());
    }

    public LocalDate dayOf(Instant instant) {
        return instant.atZone(CHINA).toLocalDate();
    }
}
