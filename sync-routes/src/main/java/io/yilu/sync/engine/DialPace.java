package io.yilu.sync.engine;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When to dial: each second for the first minute after a loss, since most cuts are short, then ever more rarely up to half a
 * minute, so that a dead line costs nothing. The later pauses are spread, so that towns which lost the county at the same moment
 * do not come back at the same moment.
 */
final class DialPace {

    static final Duration EAGER = Duration.ofSeconds(1);
    static final Duration EAGER_FOR = Duration.ofMinutes(1);
    static final Duration SLOWEST = Duration.ofSeconds(30);

    private static final double GROWTH = 1.5;
    private static final double LEAST_SHARE = 0.6;

    private final DoubleSupplier random;
    private @Nullable Duration lostAt;
    private Duration next = Duration.ZERO;
    private Duration pause = EAGER;

    /** @param random gives numbers from 0 to 1 */
    DialPace(DoubleSupplier random) {
        this.random = random;
    }

    boolean isDue(Duration now) {
        return now.compareTo(next) >= 0;
    }

    /** An attempt is made now; says when the next one is due unless this one succeeds. */
    void dialled(Duration now) {
        if (lostAt == null) {
            lostAt = now;
        }
        if (now.minus(lostAt).compareTo(EAGER_FOR) < 0) {
            next = now.plus(EAGER);
            return;
        }
        pause = shorter(times(pause, GROWTH), SLOWEST);
        next = now.plus(spread(pause));
    }

    /** The peer will not hear this node, which only people can change: there is no hurry. */
    void refused(Duration now) {
        next = now.plus(spread(SLOWEST));
    }

    /** Something came up that makes the next attempt worth while at once; the count goes on. */
    void dueNow() {
        next = Duration.ZERO;
    }

    /** The line is open: the next loss begins a new count, and its first attempt is due at once. */
    void succeeded() {
        lostAt = null;
        next = Duration.ZERO;
        pause = EAGER;
    }

    private Duration spread(Duration longest) {
        return times(longest, LEAST_SHARE + (1 - LEAST_SHARE) * random.getAsDouble());
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
