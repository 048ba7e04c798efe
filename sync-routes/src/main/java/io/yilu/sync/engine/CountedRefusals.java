package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms;
import io.yilu.sync.Refusals;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts in memory; of each kind and peer at most one refusal in some seconds reaches the log and the alarm's row. */
public final class CountedRefusals implements Refusals {

    private static final Logger log = LoggerFactory.getLogger(CountedRefusals.class);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    /** Peers may be named by who was refused: beyond so many they are counted together, so that memory has an end. */
    private static final int MOST_KINDS = 1_000;

    private final Alarms alarms;
    private final Ticker ticker;
    private final Clock clock;
    private final Map<Key, Count> counts = new HashMap<>();

    public CountedRefusals(Alarms alarms, Ticker ticker, Clock clock) {
        this.alarms = alarms;
        this.ticker = ticker;
        this.clock = clock;
    }

    @Override
    public void refused(String code, @Nullable NodeId peer, String words) {
        Refusal refusal = count(code, peer, words);
        if (isToBeTold(code, peer)) {
            log.error("{} from {}: {} Refused {} times since the start.", code, name(peer), words, refusal.times());
            raise(refusal);
        }
    }

    @Override
    public void counted(String code, @Nullable NodeId peer, String words) {
        count(code, peer, words);
    }

    @Override
    public synchronized List<Refusal> all() {
        return counts.values().stream()
                .map(count -> count.refusal)
                .sorted(Comparator.comparing(Refusal::last)
                        .reversed()
                        .thenComparing(Refusal::code)
                        .thenComparing(refusal -> name(refusal.peer())))
                .toList();
    }

    private synchronized Refusal count(String code, @Nullable NodeId peer, String words) {
        Count count = counts.computeIfAbsent(key(code, peer), key -> new Count(key.code, key.peer));
        count.refusal = new Refusal(
                count.refusal.code(), count.refusal.peer(), count.refusal.times() + 1, clock.instant(), words);
        return count.refusal;
    }

    private synchronized boolean isToBeTold(String code, @Nullable NodeId peer) {
        Count count = counts.get(key(code, peer));
        Duration now = ticker.elapsed();
        if (count == null || (count.told != null && now.compareTo(count.told.plus(TELL_EVERY)) < 0)) {
            return false;
        }
        count.told = now;
        return true;
    }

    private Key key(String code, @Nullable NodeId peer) {
        Key key = new Key(code, peer);
        return counts.containsKey(key) || counts.size() < MOST_KINDS ? key : new Key(code, null);
    }

    /** Who refuses must be able to go on refusing while the database is away. */
    private void raise(Refusal refusal) {
        try {
            alarms.raise(
                    refusal.code(),
                    refusal.peer(),
                    refusal.words() + " Refused " + refusal.times() + " times since the node was started.");
        } catch (RuntimeException databaseAway) {
            log.warn("The alarm {} cannot be written: {}", refusal.code(), databaseAway.toString());
        }
    }

    private static String name(@Nullable NodeId peer) {
        return peer == null ? "somebody" : peer.value();
    }

    private record Key(String code, @Nullable NodeId peer) {}

    private final class Count {
        private Refusal refusal;
        private @Nullable Duration told;

        private Count(String code, @Nullable NodeId peer) {
            this.refusal = new Refusal(code, peer, 0, clock.instant(), "");
        }
    }
}
