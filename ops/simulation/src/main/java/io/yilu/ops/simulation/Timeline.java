package io.yilu.ops.simulation;

import java.time.Duration;
import java.util.PriorityQueue;

/** Simulated time: what is to happen, in the order of its time and then of its being said, so that each run is the same. */
final class Timeline {

    private final PriorityQueue<Happening> queue = new PriorityQueue<>();
    private long now;
    private long said;
    private long steps;

    /** Time since the world began. */
    Duration now() {
        return Duration.ofNanos(now);
    }

    /** How many things have happened. */
    long steps() {
        return steps;
    }

    /** Everybody sleeps for so long: what was to happen meanwhile happens after it, in its order. */
    void sleep(Duration time) {
        now += time.toNanos();
    }

    void after(Duration wait, Runnable what) {
        queue.add(new Happening(now + wait.toNanos(), said++, what));
    }

    /** Lets the next thing happen. Returns false if nothing is left. */
    boolean step() {
        Happening next = queue.poll();
        if (next == null) {
            return false;
        }
        now = Math.max(now, next.at);
        steps++;
        next.what.run();
        return true;
    }

    /** Nothing happens any more; what was going to happen holds a whole world in memory. */
    void end() {
        queue.clear();
    }

    private record Happening(long at, long order, Runnable what) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
