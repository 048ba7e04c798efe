package io.yilu.ops.trial.line;

import io.yilu.ops.fleet.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection through a line: two pumps, each a reader and a writer with what is under way between them. */
final class ProxiedConnection {

    private static final int SEGMENT = 1460;
    private static final int MOST_AT_ONCE = 16 * 1024;
    /** What the pipe holds, in pieces: with a delay about as much as a real line has under way. */
    private static final int UNDER_WAY = 64;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final LineProxy line;
    private final Socket town;
    private final Socket county;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean halfOpen;
    private volatile long left = Long.MAX_VALUE;

    ProxiedConnection(LineProxy line, Socket town, Socket county) {
        this.line = line;
        this.town = town;
        this.county = county;
    }

    private record Piece(byte[] bytes, long dueNanos) {}

    void start() {
        pump(true, town, county);
        pump(false, county, town);
    }

    private void pump(boolean up, Socket from, Socket to) {
        BlockingQueue<Piece> underWay = new ArrayBlockingQueue<>(UNDER_WAY);
        LineProxy.daemon("line-read", () -> read(up, from, underWay));
        LineProxy.daemon("line-write", () -> write(up, to, underWay));
    }

    private Flow flow(boolean up) {
        return up ? line.weather().up() : line.weather().down();
    }

    private void read(boolean up, Socket from, BlockingQueue<Piece> underWay) {
        try {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[MOST_AT_ONCE];
            while (true) {
                long rate = flow(up).bytesPerSecond();
                int most = rate == 0 ? MOST_AT_ONCE : (int) Math.max(64, Math.min(MOST_AT_ONCE, rate / 10));
                int count = in.read(buffer, 0, most);
                if (count < 0) {
                    break;
                }
                if (halfOpen) {
                    continue;
                }
                byte[] bytes = java.util.Arrays.copyOf(buffer, count);
                underWay.put(
                        new Piece(bytes, System.nanoTime() + flow(up).delay().toNanos()));
            }
            underWay.put(new Piece(new byte[0], System.nanoTime()));
        } catch (IOException gone) {
            end(up);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            reset();
        }
    }

    private void write(boolean up, Socket to, BlockingQueue<Piece> underWay) {
        try {
            OutputStream out = to.getOutputStream();
            while (!ended.get()) {
                Piece piece = underWay.poll(200, TimeUnit.MILLISECONDS);
                if (piece == null) {
                    continue;
                }
                if (piece.bytes().length == 0) {
                    end(up);
                    return;
                }
                awaitPassage(up, piece);
                if (halfOpen || ended.get()) {
                    continue;
                }
                out.write(piece.bytes(), 0, allowed(up, piece.bytes().length));
                out.flush();
                line.passed(piece.bytes().length);
                if (left <= 0) {
                    line.hasCarriedEnough();
                    reset();
                }
            }
        } catch (IOException gone) {
            end(up);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            reset();
        }
    }

    private void awaitPassage(boolean up, Piece piece) throws InterruptedException {
        long wait = piece.dueNanos() - System.nanoTime();
        if (wait > 0) {
            Deadline.pause(Duration.ofNanos(wait));
        }
        Flow flow = flow(up);
        int segments = 1 + piece.bytes().length / SEGMENT;
        for (int segment = 0; flow.stalls() > 0 && segment < segments; segment++) {
            if (ThreadLocalRandom.current().nextDouble() < flow.stalls()) {
                Deadline.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(40, 400)));
            }
        }
        if (flow.bytesPerSecond() > 0) {
            Deadline.pause(Duration.ofMillis(1000L * piece.bytes().length / flow.bytesPerSecond()));
        }
        while (flow(up).held() && !ended.get() && !halfOpen) {
            Deadline.pause(LOOK_AGAIN);
        }
    }

    /** How much of this piece may still pass before the cut. */
    private int allowed(boolean up, int length) {
        if (!up || left == Long.MAX_VALUE) {
            return length;
        }
        int passing = (int) Math.min(left, length);
        left -= length;
        return passing;
    }

    void cutAfter(long bytes) {
        left = bytes;
    }

    void leaveHalfOpen() {
        halfOpen = true;
        close(county);
    }

    boolean isHalfOpen() {
        return halfOpen;
    }

    /** A side that a half-open line has lost does not tell the other. */
    private void end(boolean townSide) {
        if (halfOpen && !townSide) {
            return;
        }
        if (ended.compareAndSet(false, true)) {
            close(town);
            close(county);
            line.ended(this);
        }
    }

    void reset() {
        if (ended.compareAndSet(false, true)) {
            reset(town);
            reset(county);
            line.ended(this);
        }
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // Closing is what matters.
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is closed either way.
        }
    }
}
