package io.yilu.ops.simulation;

import io.yilu.ops.simulation.Roads.Parcel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What one direction of a line does to frames just now; each trouble may be there several times at once. */
final class Weather {

    private static final Duration QUICK = Duration.ofMillis(25);
    private static final Duration SLOW = Duration.ofMillis(1500);
    private static final double FAST_BYTES = 250_000;
    private static final double THIN_BYTES = 2_000;

    final Trouble refusing = new Trouble();
    final Trouble swallowing = new Trouble();
    final Trouble losing = new Trouble();
    final Trouble slow = new Trouble();
    final Trouble thin = new Trouble();
    final Trouble holdingBack = new Trouble();
    final CountedTrouble spoilingChunks = new CountedTrouble();
    /** Who takes the next messages and receipts off the line, one each. */
    final Deque<Consumer<Parcel>> keepers = new ArrayDeque<>();

    /** How many of a thousand frames never arrive. */
    int lossPerMille() {
        return losing.hinders() ? 300 : 2;
    }

    int doublingPerMille() {
        return losing.hinders() ? 200 : 2;
    }

    /** How many of a thousand frames are overtaken. */
    int overtakenPerMille() {
        return losing.hinders() ? 500 : 10;
    }

    Duration latency() {
        return slow.hinders() ? SLOW : QUICK;
    }

    Duration timeToSend(int bytes) {
        return Duration.ofNanos((long) (bytes / (thin.hinders() ? THIN_BYTES : FAST_BYTES) * 1e9));
    }
}
