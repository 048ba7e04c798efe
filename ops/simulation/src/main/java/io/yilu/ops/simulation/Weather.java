package io.yilu.ops.simulation;

import java.time.Duration;

/** What one direction of a line does to frames just now; each trouble may be there several times at once. */
final class Weather {

    private static final Duration QUICK = Duration.ofMillis(25);
    private static final Duration SLOW = Duration.ofMillis(1500);
    private static final double FAST_BYTES = 250_000;
    private static final double THIN_BYTES = 2_000;

    int refusing;
    int swallowing;
    int losing;
    int slow;
    int thin;
    int holdingBack;
    int spoilingChunks;

    /** How many of a thousand frames never arrive. */
    int lossPerMille() {
        return losing > 0 ? 300 : 2;
    }

    int doublingPerMille() {
        return losing > 0 ? 200 : 2;
    }

    /** How many of a thousand frames are overtaken. */
    int overtakenPerMille() {
        return losing > 0 ? 500 : 10;
    }

    Duration latency() {
        return slow > 0 ? SLOW : QUICK;
    }

    Duration timeToSend(int bytes) {
        return Duration.ofNanos((long) (bytes / (thin > 0 ? THIN_BYTES : FAST_BYTES) * 1e9));
    }
}
