package io.yilu.sync.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves when a test says so; it can be set wrong, while time itself goes on. */
final class TickClock extends Clock implements Ticker {

    private Instant now = Instant.parse("2015-07-01T01:00:00Z");
    private Duration elapsed = Duration.ZERO;
    private final List<TickClock> others = new ArrayList<>();

    void tick(Duration by) {
        now = now.plus(by);
        elapsed = elapsed.plus(by);
        others.forEach(other -> other.tick(by));
    }

    /** The clock of another node: its date is its own, time itself is the same. */
    TickClock ofAnother() {
        TickClock another = new TickClock();
        others.add(another);
        return another;
    }

    /** Someone sets the date. */
    void jump(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Duration elapsed() {
        return elapsed;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
