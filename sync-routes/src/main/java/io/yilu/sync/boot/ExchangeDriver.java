package io.yilu.sync.boot;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Exchange;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Drives the exchange: recovers what an earlier run left, then ticks; stops before the routes and the database do. */
final class ExchangeDriver implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ExchangeDriver.class);
    private static final Duration TICK = Duration.ofMillis(250);

    private final Exchange exchange;
    private final EventRelay relay;
    private final ScheduledExecutorService engine;
    private final ScheduledExecutorService pages;

    private volatile boolean running;

    ExchangeDriver(
            Exchange exchange, EventRelay relay, ScheduledExecutorService engine, ScheduledExecutorService pages) {
        this.exchange = exchange;
        this.relay = relay;
        this.engine = engine;
        this.pages = pages;
    }

    @Override
    public void start() {
        exchange.recover();
        running = true;
        engine.scheduleWithFixedDelay(guarded(exchange::tick), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        pages.scheduleWithFixedDelay(guarded(relay::flush), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends what was committed for this peer soon, without holding up the caller. */
    void wake(NodeId peer) {
        if (running) {
            engine.execute(guarded(() -> exchange.wake(peer)));
        }
    }

    void lineLost(NodeId peer) {
        if (running) {
            engine.execute(guarded(() -> exchange.lineLost(peer)));
        }
    }

    void lineFound(NodeId peer) {
        if (running) {
            engine.execute(guarded(() -> exchange.lineFound(peer)));
        }
    }

    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                if (running) {
                    work.run();
                }
            } catch (Throwable failure) {
                // A scheduled task that throws is never run again, whatever it throws; the exchange must go on.
                log.error("The exchange stumbled and goes on", failure);
            }
        };
    }

    @Override
    public void stop() {
        running = false;
        engine.shutdown();
        pages.shutdown();
        try {
            engine.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
