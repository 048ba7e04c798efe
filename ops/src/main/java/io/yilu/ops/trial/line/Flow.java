package io.yilu.ops.trial.line;

import java.time.Duration;

/**
 * How bytes travel in one direction of a line.
 *
 * @param bytesPerSecond how many pass in a second; 0 means as many as come
 * @param delay how long each byte is under way
 * @param held whether nothing passes until the line changes again
 * @param stalls the share of 1,460-byte segments after which everything waits, as TCP does for a segment that was lost
 */
public record Flow(long bytesPerSecond, Duration delay, boolean held, double stalls) {

    public static final Flow FREE = new Flow(0, Duration.ZERO, false, 0);
    public static final Flow HELD = new Flow(0, Duration.ZERO, true, 0);

    public static Flow thin(long bitsPerSecond) {
        return new Flow(bitsPerSecond / 8, Duration.ZERO, false, 0);
    }

    public static Flow slow(Duration delay) {
        return new Flow(0, delay, false, 0);
    }

    public static Flow lossy(double share) {
        return new Flow(0, Duration.ofMillis(60), false, share);
    }
}
