package io.yilu.county.trust;

import io.yilu.schemas.failure.TransientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Keeps whoever asks for certificates without end from keeping the county busy: so many questions an address and minute. */
@Component
class EnrolmentGate {

    /** All 21 sites may sit behind one address. */
    static final int MOST_PER_ADDRESS = 60;

    private static final int MOST_ADDRESSES = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Integer> questions = new HashMap<>();
    private Instant windowStart = Instant.EPOCH;

    EnrolmentGate(Clock clock) {
        this.clock = clock;
    }

    /** Throws {@code YILU-ENROL-006} for a question too many. */
    synchronized void pass(String address) {
        Instant now = clock.instant();
        if (now.isBefore(windowStart) || now.isAfter(windowStart.plus(WINDOW))) {
            windowStart = now;
            questions.clear();
        }
        if (questions.size() >= MOST_ADDRESSES || questions.merge(address, 1, Integer::sum) > MOST_PER_ADDRESS) {
            throw new TransientException(
                    "YILU-ENROL-006", "Too many questions for certificates came.", "Wait a minute, then try again.");
        }
    }
}
