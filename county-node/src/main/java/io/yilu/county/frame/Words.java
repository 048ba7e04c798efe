package io.yilu.county.frame;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Times and sizes as pages write them, in templates as {@code ${@words…}}. */
@Component
public class Words {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final long KIB = 1024;
    private static final long MIB = KIB * 1024;

    private final Clock clock;

    Words(Clock clock) {
        this.clock = clock;
    }

    /** 09:12 today, 11-23 09:12 this year, 2015-11-23 09:12 before. */
    public String time(@Nullable Instant instant) {
        if (instant == null) {
            return "—";
        }
        LocalDateTime local = LocalDateTime.ofInstant(instant, CHINA);
        LocalDate today = LocalDate.ofInstant(clock.instant(), CHINA);
        if (local.toLocalDate().equals(today)) {
            return TIME.format(local);
        }
        return (local.getYear() == today.getYear() ? DAY_TIME : FULL).format(local);
    }

    /** 2015-11-23 09:12, for places where a date must never be left out. */
    public String moment(Instant instant) {
        return FULL.format(LocalDateTime.ofInstant(instant, CHINA));
    }

    /** The time of day now: 截至. */
    public String asOf() {
        return TIME.format(LocalDateTime.ofInstant(clock.instant(), CHINA));
    }

    /** Ids in groups of four, as one reads them out. */
    public String grouped(String number) {
        return number.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** 0 B, 12 KB, 3.4 MB. */
    public String bytes(long bytes) {
        if (bytes < KIB) {
            return bytes + " B";
        }
        return bytes < MIB
                ? (bytes + KIB / 2) / KIB + " KB"
                : String.format(Locale.ROOT, "%.1f MB", (double) bytes / MIB);
    }
}
