package io.yilu.sync.engine;

import java.time.Duration;

/**
 * How long a peer has not answered, and when that is too long for its line: sooner while something is outstanding than while
 * idle, and never because the line is merely full.
 */
final class Silence {

    private static final Duration WHILE_BUSY = Duration.ofMillis(2500);
    private static final int ROUND_TRIPS = 4;
    private static final int TIMES_TO_CLEAR_THE_LINE = 2;
    private static final int MOST_DOUBLINGS = 3;
    private static final Duration GRACE = Duration.ofSeconds(4);
    private static final Duration LONG_AGO = Duration.ofDays(-1);

    private final LineMeter meter;
    private final ExchangeSettings settings;
    private final Ticker ticker;

    private Duration lastAnswer = LONG_AGO;
    private Duration busySince = LONG_AGO;
    private Duration peerSpeaksWithin;
    private int endedSessions;

    Silence(LineMeter meter, ExchangeSettings settings, Ticker ticker) {
        this.meter = meter;
        this.settings = settings;
        this.ticker = ticker;
        this.peerSpeaksWithin = settings.heartbeatIdle();
    }

    /** A session begins, from when on answers are waited for. */
    void began() {
        lastAnswer = ticker.elapsed();
    }

    /** What came answers something that was sent. */
    void broken() {
        lastAnswer = ticker.elapsed();
        endedSessions = 0;
    }

    /** From now on an answer is owed. */
    void busy() {
        busySince = ticker.elapsed();
    }

    /** By its own word the peer says something at least so often. */
    void peerSpeaksWithin(Duration within) {
        peerSpeaksWithin = within;
    }

    /** A session was given up for it. */
    void endedSession() {
        endedSessions++;
    }

    /** How long no answer has come. */
    Duration lasting() {
        return ticker.elapsed().minus(lastAnswer);
    }

    /**
     * Only an answer shows that both directions carry; what the peer says by itself shows one. Silence while idle is no reproach:
     * the busy limit counts from the moment that an answer was asked for.
     */
    boolean isTooLong(boolean outstanding) {
        Duration quietSince = outstanding ? longer(busySince, lastAnswer) : lastAnswer;
        return ticker.elapsed().compareTo(quietSince.plus(limit(outstanding))) > 0;
    }

    private Duration limit(boolean outstanding) {
        if (outstanding) {
            Duration round = meter.roundTrip().multipliedBy(ROUND_TRIPS);
            Duration clearing = meter.timeFor(meter.outstanding()).multipliedBy(TIMES_TO_CLEAR_THE_LINE);
            // A line that has become slower than was known must not be given up again and again before its first
            // answer.
            return longer(WHILE_BUSY, longer(round, clearing))
                    .multipliedBy(1L << Math.min(endedSessions, MOST_DOUBLINGS));
        }
        // A peer that falls from busy to idle tells so only with its next beat, an idle interval later.
        return longer(peerSpeaksWithin, settings.heartbeatIdle())
                .multipliedBy(2)
                .plus(GRACE);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
