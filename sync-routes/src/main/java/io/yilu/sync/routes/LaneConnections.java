package io.yilu.sync.routes;

import io.yilu.schemas.exchange.Lane;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * The connections of a node's lanes: one for each at a township, so that small things overtake big ones; shared at the county,
 * whose broker is in the same process.
 */
public final class LaneConnections implements AutoCloseable {

    /** After a failed dial the line is left alone so long; a frame that is refused meanwhile stays in the ledger. */
    private static final Duration DIAL_EVERY = Duration.ofSeconds(1);

    private final Map<Lane, CachingConnectionFactory> factories = new EnumMap<>(Lane.class);
    private final Map<Lane, Instant> notBefore = new EnumMap<>(Lane.class);
    private final Executor background;
    private final Clock clock;

    /**
     * @param byLane the raw factory of each lane; equal factories share a connection
     * @param lineLost called when a connection breaks
     */
    public LaneConnections(Map<Lane, ConnectionFactory> byLane, Runnable lineLost, Executor background, Clock clock) {
        this.background = background;
        this.clock = clock;
        Map<ConnectionFactory, CachingConnectionFactory> shared = new java.util.IdentityHashMap<>();
        byLane.forEach((lane, raw) ->
                factories.put(lane, shared.computeIfAbsent(raw, factory -> caching(factory, lineLost))));
    }

    private static CachingConnectionFactory caching(ConnectionFactory raw, Runnable lineLost) {
        CachingConnectionFactory factory = new CachingConnectionFactory(raw);
        factory.setCacheConsumers(false);
        factory.setSessionCacheSize(8);
        factory.setReconnectOnException(true);
        factory.setExceptionListener(failure -> lineLost.run());
        return factory;
    }

    public ConnectionFactory factory(Lane lane) {
        CachingConnectionFactory factory = factories.get(lane);
        if (factory == null) {
            throw new IllegalArgumentException("No connection for the " + lane.label() + " lane.");
        }
        return factory;
    }

    synchronized boolean mayBeUp(Lane lane) {
        Instant earliest = notBefore.get(lane);
        return earliest == null || !clock.instant().isBefore(earliest);
    }

    synchronized void failed(Lane lane) {
        notBefore.put(lane, clock.instant().plus(DIAL_EVERY));
    }

    /** Closes all connections; they are dialled again by whoever needs them next. */
    void redial() {
        factories.values().forEach(factory -> background.execute(factory::resetConnection));
    }

    @Override
    public void close() {
        factories.values().forEach(CachingConnectionFactory::destroy);
    }
}
