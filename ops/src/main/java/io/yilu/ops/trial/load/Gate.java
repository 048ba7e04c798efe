package io.yilu.ops.trial.load;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.NodePlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Lets a fault ask the people at one node to stop writing for a while, and waits until the last pen is down. */
public final class Gate {

    private final Set<NodePlan> closed = new HashSet<>();
    private final Map<NodePlan, Integer> writing = new HashMap<>();

    /** Whether one may write there now; if so, {@link #leave} must follow. */
    synchronized boolean enter(NodePlan node) {
        if (closed.contains(node)) {
            return false;
        }
        writing.merge(node, 1, Integer::sum);
        return true;
    }

    synchronized void leave(NodePlan node) {
        writing.merge(node, -1, Integer::sum);
    }

    public synchronized boolean isClosed(NodePlan node) {
        return closed.contains(node);
    }

    /** Returns whether everybody has put the pen down within the time. */
    public boolean close(NodePlan node, Duration within) throws InterruptedException {
        synchronized (this) {
            closed.add(node);
        }
        return Deadline.in(within).isMet(() -> pens(node) == 0);
    }

    public synchronized void open(NodePlan node) {
        closed.remove(node);
    }

    private synchronized int pens(NodePlan node) {
        return writing.getOrDefault(node, 0);
    }
}
