package io.yilu.sync.engine;

import java.time.Duration;

/**
 * What a line is able to do, learned from its own traffic: the bytes that are receipted in a second, and the way there and back.
 *
 * <p>Both directions of a session share it, messages and files alike, since they share the line. It keeps what it learned over
 * a cut, so that the next session starts at full speed. Not thread-safe: the peer's lock is held around every call.
 */
final class LineMeter {

    private static final Duration LEAST_SPAN = Duration.ofMillis(250);
    private static final Duration MOST_SPAN = Duration.ofSeconds(4);
    private static final double GROWING = 1.2;
    private static final int STEADY_SPANS = 2;
    private static final Duration NO_SPAN = Duration.ofMillis(20);
    /** A chunk over the thinnest line takes half of it; what seems longer is the sleep of a machine, not a way. */
    private static final Duration LONGEST_ROUND_TRIP = Duration.ofMinutes(1);

    private static final double UNTIL_FOUND = 128_000 / 8.0;
    private static final double UPWARDS = 0.7;
    private static final double DOWNWARDS = 0.3;

    private final Ticker ticker;

    private long outstanding;
    private Duration spanBegan = Duration.ZERO;
    private long spanBytes;
    private boolean spanWasFull;
    private double bytesPerSecond;
    private int steadySpans;
    private Duration roundTrip = Duration.ZERO;
    private Duration leastRoundTrip = Duration.ZERO;

    LineMeter(Ticker ticker) {
        this.ticker = ticker;
    }

    void sent(long bytes) {
        if (outstanding == 0) {
            beginSpan();
        }
        outstanding += bytes;
    }

    /** These came over: the peer has said so. */
    void receipted(long bytes) {
        spanBytes += bytes;
        outstanding = Math.max(0, outstanding - bytes);
        Duration span = ticker.elapsed().minus(spanBegan);
        if (span.compareTo(fullSpan()) >= 0) {
            learn(span);
            beginSpan();
        } else if (outstanding == 0 && span.compareTo(NO_SPAN) >= 0) {
            learn(span);
        }
    }

    /** These are not waited for any more: they are sent again, or their session is over. */
    void forgotten(long bytes) {
        outstanding = Math.max(0, outstanding - bytes);
    }

    /** More would have been sent if it might: what is measured now is the line's measure, not that of the work. */
    void full() {
        spanWasFull = true;
    }

    /** Bytes that are sent and not receipted. */
    long outstanding() {
        return outstanding;
    }

    /** 0 as long as nothing was measured. */
    double bytesPerSecond() {
        return bytesPerSecond;
    }

    /** How long the line needs for so many bytes; as long as its rate is not found, it is taken for no slower than a thin one. */
    Duration timeFor(long bytes) {
        double rate = isFound() ? bytesPerSecond : Math.max(bytesPerSecond, UNTIL_FOUND);
        return Duration.ofNanos((long) (bytes / rate * 1e9));
    }

    /** A session begins: nothing is on the line, and its way may be another one. */
    void began() {
        outstanding = 0;
        leastRoundTrip = Duration.ZERO;
    }

    /** A sign of life came back. */
    void wentRound(Duration measured) {
        Duration latest = measured.compareTo(LONGEST_ROUND_TRIP) > 0 ? LONGEST_ROUND_TRIP : measured;
        if (leastRoundTrip.isZero() || latest.compareTo(leastRoundTrip) < 0) {
            leastRoundTrip = latest;
        }
        // A line that fills up is believed at once, one that empties only with time.
        roundTrip = latest.compareTo(roundTrip) > 0
                ? latest
                : roundTrip.plus(latest).dividedBy(2);
    }

    /** Zero as long as nothing was measured. */
    Duration roundTrip() {
        return roundTrip;
    }

    /** The shortest of this session: what the way itself takes, without what waits on it. */
    Duration leastRoundTrip() {
        return leastRoundTrip;
    }

    /** Whether the rate has stopped growing though more was sent: what is known is the line's own rate. */
    boolean isFound() {
        return steadySpans >= STEADY_SPANS;
    }

    /** Receipts come in bursts: a span holds at least what two round trips bring. */
    private Duration fullSpan() {
        Duration rounds = roundTrip.multipliedBy(2);
        return rounds.compareTo(LEAST_SPAN) < 0 ? LEAST_SPAN : rounds.compareTo(MOST_SPAN) > 0 ? MOST_SPAN : rounds;
    }

    private void beginSpan() {
        spanBegan = ticker.elapsed();
        spanBytes = 0;
        spanWasFull = false;
    }

    private void learn(Duration span) {
        double seen = spanBytes * 1e9 / span.toNanos();
        if (spanWasFull) {
            steadySpans = seen < bytesPerSecond * GROWING ? steadySpans + 1 : 0;
        }
        if (bytesPerSecond == 0) {
            bytesPerSecond = seen;
        } else if (seen > bytesPerSecond) {
            bytesPerSecond += UPWARDS * (seen - bytesPerSecond);
        } else if (spanWasFull) {
            // Only then: a quiet hour must not make a fast line look slow.
            bytesPerSecond += DOWNWARDS * (seen - bytesPerSecond);
        }
    }
}
