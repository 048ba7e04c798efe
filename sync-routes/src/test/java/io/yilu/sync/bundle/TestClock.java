package io.yilu.sync.bundle;

import io.yilu.sync.engine.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of a test, moved by hand. */
final class TestClock extends Clock implements Ticker {

    private Instant now;
    private Duration elapsed = Duration.ZERO;

    TestClock(Instant now) {
        this.now = now;
    }

    void tick(Duration by) {
        now = now.plus(by);
        elapsed = elapsed.plus(by);
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
