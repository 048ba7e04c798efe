package io.yilu.township.frame;

import io.yilu.schemas.identity.Masking;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Times and sizes as pages write them, in templates as {@code ${@words…}}. */
@Component
public class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final long KIB = 1024;
    private static final long MIB = KIB * 1024;
    private static final int DIGITS_BEFORE_ROUNDING = 10;

    private final Clock clock;

    Words(Clock clock) {
        this.clock = clock;
    }

    /** 09:12 today, 11-23 09:12 this year, 2015-11-23 09:12 before; — for never. */
    public String time(@Nullable Instant instant) {
        if (instant == null) {
            return "—";
        }
        ZonedDateTime local = instant.atZone(clock.getZone());
        LocalDate today = today();
        if (local.toLocalDate().equals(today)) {
            return TIME.format(local);
        }
        return (local.getYear() == today.getYear() ? DAY_TIME : FULL).format(local);
    }

    /** 2015-11-23 09:12, where a date must never be left out. */
    public String moment(Instant instant) {
        return FULL.format(instant.atZone(clock.getZone()));
    }

    /** 09:12:03, for what happened just now. */
    public String seconds(Instant instant) {
        return SECONDS.format(instant.atZone(clock.getZone()));
    }

    /** The time of day now, for 截至. */
    public String asOf() {
        return TIME.format(clock.instant().atZone(clock.getZone()));
    }

    public LocalDate today() {
        return LocalDate.now(clock);
    }

    /** Names of organisations are public; those of people are masked: 王*兴. */
    public String shortName(String kind, String name) {
        return kind.equals("法人") ? name : Masking.name(name);
    }

    /** 0 B, 12 KB, 3.4 MB, 12 MB. */
    public String bytes(long bytes) {
        if (bytes < KIB) {
            return bytes + " B";
        }
        if (bytes < MIB) {
            return (bytes + KIB / 2) / KIB + " KB";
        }
        double mib = (double) bytes / MIB;
        return mib < DIGITS_BEFORE_ROUNDING ? String.format(Locale.ROOT, "%.1f MB", mib) : Math.round(mib) + " MB";
    }
}
