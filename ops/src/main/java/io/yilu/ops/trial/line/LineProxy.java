package io.yilu.ops.trial.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One town's line to the county: passes bytes on as the weather lets it, and cuts where it is told to. Only on the loopback
 * address.
 */
public final class LineProxy implements AutoCloseable {

    private static final int DIAL_MILLIS = 2000;

    private final ServerSocket listening;
    private final int target;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong carried = new AtomicLong();
    private final AtomicLong cutInTheMiddle = new AtomicLong();
    private volatile Weather weather = Weather.FAIR;
    private volatile boolean blocked;

    /**
     * Listens at once.
     *
     * @param port where the town dials
     * @param target where the county listens
     */
    public LineProxy(int port, int target) {
        this.target = target;
        try {
            listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new UncheckedIOException("The line cannot listen on port " + port + ".", taken);
        }
        daemon("line-" + port, this::acceptAll);
    }

    public Weather weather() {
        return weather;
    }

    /** Holds for open connections and new ones alike. */
    public void set(Weather changed) {
        weather = changed;
    }

    /** Ends every connection with a reset, wherever in a frame it is. Returns how many. */
    public int cut() {
        int count = connections.size();
        connections.forEach(ProxiedConnection::reset);
        return count;
    }

    /** There is no line until the weather changes. Returns how many connections ended with it. */
    public int takeAway() {
        set(Weather.NO_LINE);
        return cut();
    }

    /** There is no line until {@link #unblock}, whatever the weather is meanwhile. Returns how many connections ended with it. */
    public int block() {
        blocked = true;
        return cut();
    }

    /** The line is what its weather makes of it again. */
    public void unblock() {
        blocked = false;
    }

    /** How many connections were reset because they had carried what {@link #cutAfter} left them. */
    public long cutInTheMiddle() {
        return cutInTheMiddle.get();
    }

    void hasCarriedEnough() {
        cutInTheMiddle.incrementAndGet();
    }

    /** Lets each open connection carry so many bytes more towards the county and then resets it. */
    public void cutAfter(long bytes) {
        connections.forEach(connection -> connection.cutAfter(bytes));
    }

    /** The county's side of every connection ends and the town is not told: what it sends is swallowed. */
    public int leaveHalfOpen() {
        int count = connections.size();
        connections.forEach(ProxiedConnection::leaveHalfOpen);
        return count;
    }

    /** The same for one connection of them, whichever it is. Returns whether there was one. */
    public boolean leaveOneHalfOpen() {
        Optional<ProxiedConnection> one = connections.stream().findAny();
        one.ifPresent(ProxiedConnection::leaveHalfOpen);
        return one.isPresent();
    }

    /** How many connections are half open and not yet given up by the town. */
    public long halfOpen() {
        return connections.stream().filter(ProxiedConnection::isHalfOpen).count();
    }

    public int open() {
        return connections.size();
    }

    /** Bytes that have passed so far, both ways together. */
    public long carried() {
        return carried.get();
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket town = listening.accept();
                daemon("line-dial", () -> join(town));
            } catch (IOException closed) {
                // The loop ends with the socket; a single failed dial is the town's to repeat.
            }
        }
    }

    private void join(Socket town) {
        try {
            if (isRefusing()) {
                ProxiedConnection.reset(town);
                return;
            }
            Socket county = new Socket();
            county.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), DIAL_MILLIS);
            town.setTcpNoDelay(true);
            county.setTcpNoDelay(true);
            ProxiedConnection connection = new ProxiedConnection(this, town, county);
            connections.add(connection);
            connection.start();
            if (isRefusing()) {
                // It was dialling when everything was cut.
                connection.reset();
            }
        } catch (IOException countyDown) {
            ProxiedConnection.reset(town);
        }
    }

    private boolean isRefusing() {
        return blocked || weather.refusing();
    }

    void passed(int bytes) {
        carried.addAndGet(bytes);
    }

    void ended(ProxiedConnection connection) {
        connections.remove(connection);
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 256 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException ignored) {
            // It is closed either way.
        }
        cut();
    }
}
