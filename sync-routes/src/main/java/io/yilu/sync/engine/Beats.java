package io.yilu.sync.engine;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The heartbeats of one session: over a full line several are on the way at a time, and each tells its own round trip. */
final class Beats {

    private static final int MOST_ON_THE_WAY = 64;

    private final NavigableMap<Long, Duration> onTheWay = new TreeMap<>();
    private long last;

    /** The number of a beat that is sent now. */
    long next(Duration now) {
        last++;
        onTheWay.put(last, now);
        if (onTheWay.size() > MOST_ON_THE_WAY) {
            onTheWay.pollFirstEntry();
        }
        return last;
    }

    long last() {
        return last;
    }

    /** When the beat with this number was sent; empty if it or a later one has come back before. */
    Optional<Duration> cameBack(long number) {
        Optional<Duration> sentAt = Optional.ofNullable(onTheWay.get(number));
        if (sentAt.isPresent()) {
            onTheWay.headMap(number, true).clear();
        }
        return sentAt;
    }

    /** Those on the way belong to a session that is over. */
    void forget() {
        onTheWay.clear();
    }
}
