package io.yilu.sync.engine;

import java.time.Duration;

/**
 * Says how much may be on the line: a window of unreceipted bytes, of what the line carries in the time in which receipts come
 * back and a little more, and for files a token bucket at the measured goodput, so that no burst of scans fills the queues in
 * which a decision would have to wait (law 5).
 *
 * <p>The window is at least twice what the line holds at its measured rate, so a line that is faster than was thought is found
 * out; and no more than what it carries in about a second, so that a dead line is told from a full one soon.
 */
final class Pacer {

    /** Below this, in bytes a second, a whole chunk would keep the line for too long. */
    static final double THIN = 512_000 / 8.0;

    private static final long FIRST_WINDOW = 64 * 1024;
    private static final long LEAST_WINDOW = 32 * 1024;
    private static final Duration BESIDES_ROUND_TRIPS = Duration.ofMillis(750);
    private static final double GAIN = 1.25;
    private static final double GAIN_UNTIL_FOUND = 2.5;
    private static final Duration BURST = Duration.ofMillis(300);

    private final LineMeter meter;
    private final Ticker ticker;
    private final long mostBytes;

    private Duration filledAt = Duration.ZERO;
    private double tokens;

    Pacer(LineMeter meter, Ticker ticker, long mostBytes) {
        this.meter = meter;
        this.ticker = ticker;
        this.mostBytes = mostBytes;
    }

    /** Most bytes that may be unreceipted. */
    long window() {
        Duration horizon = meter.leastRoundTrip().multipliedBy(2).plus(BESIDES_ROUND_TRIPS);
        double carried = meter.bytesPerSecond() * horizon.toNanos() / 1e9;
        return Math.max(meter.isFound() ? LEAST_WINDOW : FIRST_WINDOW, Math.min(mostBytes, (long) carried));
    }

    boolean hasRoom() {
        return meter.outstanding() < window();
    }

    /**
     * Whether so many bytes of files may go now; if so they are taken from the bucket.
     *
     * @param isFirst whether no other bytes of files are on the way. Those may always go: after a time of small messages only, the
     *     line looks slower than it is, and the first chunk tells the truth.
     */
    boolean admits(long bytes, boolean isFirst) {
        if (!hasRoom()) {
            return false;
        }
        double rate = meter.bytesPerSecond() * (meter.isFound() ? GAIN : GAIN_UNTIL_FOUND);
        Duration now = ticker.elapsed();
        if (isFirst || rate == 0) {
            tokens = 0;
            filledAt = now;
            return true;
        }
        double most = Math.max(bytes, rate * BURST.toNanos() / 1e9);
        tokens = Math.min(most, tokens + rate * now.minus(filledAt).toNanos() / 1e9);
        filledAt = now;
        if (tokens < bytes) {
            return false;
        }
        tokens -= bytes;
        return true;
    }

    /** Whether the line is known to be so thin that a whole chunk would hold up what is urgent; also as long as nothing is known. */
    boolean isThin() {
        return meter.bytesPerSecond() < THIN;
    }
}
