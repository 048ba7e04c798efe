package io.yilu.node.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that is wrong by what a file says, read again every fifth of a second: a fault trial sets nodes' clocks with it, since
 * the machine's own clock is everybody's. The file holds a duration such as {@code -P7300D} or {@code PT26H}; none means right.
 */
final class TrialClock extends Clock {

    /** The system property that names the file; without it the clock is the system's. */
    static final String FILE = "yilu.trial.clock-offset-file";

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Clock system;
    private final Path file;
    private final AtomicLong nextLook = new AtomicLong(System.nanoTime());
    private volatile Duration offset = Duration.ZERO;

    TrialClock(Clock system, Path file) {
        this.system = system;
        this.file = file;
    }

    @Override
    public ZoneId getZone() {
        return system.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new TrialClock(system.withZone(zone), file);
    }

    @Override
    public Instant instant() {
        long now = System.nanoTime();
        long due = nextLook.get();
        if (now - due >= 0 && nextLook.compareAndSet(due, now + LOOK_EVERY.toNanos())) {
            offset = read();
        }
        return system.instant().plus(offset);
    }

    private Duration read() {
        try {
            return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
        } catch (IOException | DateTimeException halfWritten) {
            return offset;
        }
    }
}
