package io.yilu.ops.simulation;

import io.yilu.sync.engine.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock on a node's wall: simulated time, and as wrong as somebody set it. */
final class NodeClock extends Clock implements Ticker {

    private static final Instant BEGINNING = Instant.parse("2015-07-01T01:00:00Z");

    private final Timeline timeline;
    private Duration error = Duration.ZERO;

    NodeClock(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Sets the clock wrong by so much. */
    void setWrong(Duration by) {
        error = by;
    }

    @Override
    public Instant instant() {
        return BEGINNING.plus(timeline.now()).plus(error);
    }

    @Override
    public Duration elapsed() {
        return timeline.now();
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
