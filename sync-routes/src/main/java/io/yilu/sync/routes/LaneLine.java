package io.yilu.sync.routes;

import io.yilu.schemas.exchange.Lane;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.DelegatingConnectionFactory;

/**
 * The connection of one lane of a township. It is dialled by the exchange alone, on a thread of the lane's own: so the lanes dial
 * at the same time, and neither a dial nor a send that must wait holds up another lane or the engine.
 */
final class LaneLine implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LaneLine.class);
    private static final String CONNECT_TIMEOUT = "connect-timeout-millis";
    /** Camel's consumers ask again after this; it is also the longest by which they delay the end of a node. */
    private static final long MOST_MILLIS_TO_WAIT = 2_000;

    private final Lane lane;
    private final ActiveMQConnectionFactory raw;
    private final BooleanSupplier isEnrolled;
    private final Runnable moved;
    private final CachingConnectionFactory shared;
    private final ExecutorService thread;

    private volatile @Nullable Thread dialler;
    private volatile @Nullable Connection connection;
    private volatile boolean isUp;
    private volatile boolean isDialling;
    /** What was given to an older connection is not sent on a newer one. */
    private volatile int generation;

    /**
     * @param isEnrolled asked at each dial, which fails at once and quietly as long as the site is not
     * @param moved called when a dial has ended or the connection broke
     */
    LaneLine(Lane lane, ActiveMQConnectionFactory raw, BooleanSupplier isEnrolled, Runnable moved) {
        this.lane = lane;
        this.raw = raw;
        this.isEnrolled = isEnrolled;
        this.moved = moved;
        this.thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "lane-" + lane.label()));
        this.shared = new CachingConnectionFactory(new DialledByTheExchange());
        shared.setCacheConsumers(false);
        shared.setSessionCacheSize(8);
        shared.setReconnectOnException(false);
    }

    ConnectionFactory factory() {
        return new WhenItIsUp();
    }

    boolean isUp() {
        return isUp;
    }

    /** Does this on the lane's thread, unless the connection is another one by then; a failure breaks the connection. */
    void run(Runnable send) {
        int given = generation;
        execute(() -> {
            if (given != generation || !isUp) {
                return;
            }
            try {
                send.run();
            } catch (RuntimeException lineDown) {
                log.debug("The {} lane took nothing: {}", lane.label(), lineDown.toString());
                broke(given);
            }
        });
    }

    /** Drops the connection, if there is one, without waiting for the other side. */
    synchronized void abort() {
        generation++;
        isUp = false;
        Connection old = connection;
        connection = null;
        if (old != null) {
            // On a thread of its own, since the lane's may hang in a send on this very connection.
            CompletableFuture<Void> ended = CompletableFuture.runAsync(
                    () -> LineAbort.abort(old), abort -> new Thread(abort, "lane-" + lane.label() + "-abort").start());
            execute(() -> {
                awaitEnd(ended);
                shared.resetConnection();
            });
        }
    }

    private static void awaitEnd(CompletableFuture<Void> abort) {
        try {
            abort.join();
        } catch (CompletionException trouble) {
            log.debug("A connection could not be dropped in order: {}", trouble.toString());
        }
    }

    synchronized void dial(Duration connectTimeout) {
        if (!isUp && !isDialling) {
            isDialling = true;
            execute(() -> dialNow(connectTimeout));
        }
    }

    private void dialNow(Duration connectTimeout) {
        int dialled = generation;
        try {
            patient(connectTimeout);
            shared.setExceptionListener(failure -> broke(dialled));
            dialler = Thread.currentThread();
            shared.initConnection();
            cameUp(dialled);
        } catch (JMSException | RuntimeException unreachable) {
            log.debug("The {} lane could not be dialled: {}", lane.label(), unreachable.toString());
        } finally {
            dialler = null;
            isDialling = false;
            moved.run();
        }
    }

    private synchronized void cameUp(int dialled) {
        isUp = dialled == generation;
        notifyAll();
    }

    private synchronized void awaitUp() throws JMSException {
        try {
            if (!isUp) {
                wait(MOST_MILLIS_TO_WAIT);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!isUp) {
            throw new JMSException("The " + lane.label() + " lane is down.");
        }
    }

    private void patient(Duration connectTimeout) {
        // Read at each dial; a line of three seconds there and back needs more patience than a short cut does.
        for (var connector : raw.getServerLocator().getStaticTransportConfigurations()) {
            connector.getParams().put(CONNECT_TIMEOUT, Long.toString(connectTimeout.toMillis()));
        }
    }

    private void broke(int which) {
        if (which == generation && isUp) {
            abort();
            moved.run();
        }
    }

    private void execute(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException closing) {
            log.debug("The {} lane is closed.", lane.label());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        shared.destroy();
    }

    /** What Camel gets: its consumers ask for a connection again and again, and get one once it is there. */
    private final class WhenItIsUp extends DelegatingConnectionFactory {

        private WhenItIsUp() {
            setTargetConnectionFactory(shared);
        }

        @Override
        public Connection createConnection() throws JMSException {
            awaitUp();
            return super.createConnection();
        }
    }

    /** Makes connections for this lane's dial only; whoever else needs one must wait for it. */
    private final class DialledByTheExchange extends DelegatingConnectionFactory {

        private DialledByTheExchange() {
            setTargetConnectionFactory(raw);
        }

        @Override
        public Connection createConnection() throws JMSException {
            if (Thread.currentThread() != dialler) {
                throw new JMSException("The " + lane.label() + " lane is down.");
            }
            if (!isEnrolled.getAsBoolean()) {
                throw new JMSException("This site is not enrolled.", "YILU-TRUST-001");
            }
            Connection fresh = super.createConnection();
            connection = fresh;
            return fresh;
        }
    }
}
