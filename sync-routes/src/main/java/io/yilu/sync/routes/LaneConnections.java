package io.yilu.sync.routes;

import io.yilu.schemas.exchange.Lane;
import io.yilu.sync.engine.FrameCodec;
import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * The connections of a node's lanes: one for each at a township, so that small things overtake big ones, up and down together;
 * one shared at the county, whose broker is in the same process and needs no dialling.
 */
public final class LaneConnections implements AutoCloseable {

    /** A frame and what the broker's protocol writes around it: no client of ours sends a message that is larger. */
    public static final int MOST_MESSAGE_BYTES = FrameCodec.MOST_BYTES + 64 * 1024;

    private static final Duration QUICK_DIAL = Duration.ofSeconds(1);
    /** A handshake over a line of three seconds there and back, and no more: a short cut must not wait long for the next dial. */
    private static final Duration FAIRLY_PATIENT_DIAL = Duration.ofSeconds(4);

    private static final Duration PATIENT_DIAL = Duration.ofSeconds(8);
    private static final int QUICK_DIALS = 10;
    private static final int PATIENT_EVERY = 4;
    private static final int DIALS_OF_THE_FIRST_MINUTE = 50;

    private final Map<Lane, LaneLine> lines = new EnumMap<>(Lane.class);
    private final Listener listener;
    private final CachingConnectionFactory inProcess = new CachingConnectionFactory();
    private boolean wasUp;
    private int dials;

    private LaneConnections(Listener listener) {
        this.listener = listener;
    }

    /** All lanes on one connection to the broker in this process. */
    public static LaneConnections inProcess(ConnectionFactory broker) {
        LaneConnections connections = new LaneConnections(new Listener() {});
        connections.inProcess.setTargetConnectionFactory(broker);
        connections.inProcess.setCacheConsumers(false);
        connections.inProcess.setSessionCacheSize(8);
        connections.inProcess.setReconnectOnException(true);
        return connections;
    }

    /**
     * A connection for each lane, dialled when {@link #redial} says so.
     *
     * @param isEnrolled whether the site has its certificate; until then every dial fails at once
     */
    public static LaneConnections dialled(
            Map<Lane, ActiveMQConnectionFactory> byLane, BooleanSupplier isEnrolled, Listener listener) {
        LaneConnections connections = new LaneConnections(listener);
        byLane.forEach(
                (lane, raw) -> connections.lines.put(lane, new LaneLine(lane, raw, isEnrolled, connections::moved)));
        return connections;
    }

    public ConnectionFactory factory(Lane lane) {
        LaneLine line = lines.get(lane);
        return line == null ? inProcess : line.factory();
    }

    /** Whether something can be sent; a lane alone is no line. */
    boolean areUp() {
        return lines.values().stream().allMatch(LaneLine::isUp);
    }

    /** Sends by the lane: at once in the process, else on the lane's thread. */
    void send(Lane lane, Runnable send) {
        LaneLine line = lines.get(lane);
        if (line == null) {
            send.run();
        } else {
            line.run(send);
        }
    }

    /** Drops connections that have served and dials those that are missing, all lanes at the same time. */
    synchronized void redial() {
        if (areUp()) {
            hangUp();
        }
        Duration timeout = connectTimeout(dials++);
        lines.values().forEach(line -> line.dial(timeout));
    }

    /** Drops all connections; the next {@link #redial} makes new ones. */
    synchronized void hangUp() {
        wasUp = false;
        lines.values().forEach(LaneLine::abort);
    }

    /**
     * Quick dials come back sooner after a short cut, a patient one gets through a line that takes seconds there and back.
     *
     * @param dial how many were made before without success
     */
    static Duration connectTimeout(int dial) {
        if (dial >= DIALS_OF_THE_FIRST_MINUTE) {
            return PATIENT_DIAL;
        }
        return dial >= QUICK_DIALS && dial % PATIENT_EVERY == 0 ? FAIRLY_PATIENT_DIAL : QUICK_DIAL;
    }

    /** A lane came or went. They go together: a session on half of the lanes would only look alive. */
    private void moved() {
        boolean found;
        boolean lost;
        synchronized (this) {
            found = !wasUp && areUp();
            lost = wasUp && !areUp();
            if (found) {
                wasUp = true;
                dials = 0;
            } else if (lost) {
                wasUp = false;
                lines.values().forEach(LaneLine::abort);
            }
        }
        if (found) {
            listener.lineFound();
        } else if (lost) {
            listener.lineLost();
        }
    }

    @Override
    public void close() {
        lines.values().forEach(LaneLine::close);
        if (lines.isEmpty()) {
            inProcess.destroy();
        }
    }

    /** Hears of a township's line as a whole. Called on threads of the lanes. */
    public interface Listener {
        /** All lanes are connected. */
        default void lineFound() {}

        /** A connection broke; the others were dropped with it. */
        default void lineLost() {}
    }
}
