package io.yilu.sync.engine;

import java.time.Duration;

/**
 * The engine's measures.
 *
 * @param windowMessages most messages of one lane that may be unreceipted on the line to one peer
 * @param windowBytes most bytes that may be unreceipted on the line to one peer, however fast it is; below what the broker's
 *     client takes without waiting
 * @param frameMessages most messages in one frame
 * @param frameBytes a frame is closed once its payloads and the lists of their files' chunks exceed this
 * @param resendAfter an unreceipted message or chunk is sent again after this at the earliest, while the line is up
 * @param heartbeatBusy interval of heartbeats while something is unreceipted
 * @param heartbeatIdle the same while nothing is
 * @param lagAfter a link on which something has waited longer is 滞后
 * @param mostAttempts a message that failed, or killed the process, so often is quarantined
 * @param filesWanted most files that are asked for at the same time from one peer
 */
public record ExchangeSettings(
        int windowMessages,
        int windowBytes,
        int frameMessages,
        int frameBytes,
        Duration resendAfter,
        Duration heartbeatBusy,
        Duration heartbeatIdle,
        Duration lagAfter,
        int mostAttempts,
        int filesWanted) {

    /** What the measurements of the thin line suggest. */
    public static ExchangeSettings defaults() {
        return new ExchangeSettings(
                300,
                768 * 1024,
                50,
                48 * 1024,
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                Duration.ofSeconds(12),
                Duration.ofMinutes(1),
                5,
                8);
    }
}
