package io.yilu.sync.engine;

import java.time.Duration;

/**
 * Port: time that only goes forward. Every interval and limit of the engine is measured by it, since the wall clock of a
 * township may be set back by twenty years or ahead by a day while the node runs (law 9).
 */
@FunctionalInterface
public interface Ticker {

    /** Time since some fixed moment of this run; it never shrinks, and says nothing about the date. */
    Duration elapsed();

    /** The machine's own. */
    static Ticker system() {
        long start = System.nanoTime();
        return () -> Duration.ofNanos(System.nanoTime() - start);
    }
}
