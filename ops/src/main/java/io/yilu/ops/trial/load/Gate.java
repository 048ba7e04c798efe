package io.yilu.ops.trial.load;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.NodePlan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lets a fault ask the people at one node to begin nothing new for a while, and waits until what they have begun is answered:
 * a node that is put back to yesterday has forgotten which wishes it had fulfilled.
 */
public final class Gate {

    private final Set<NodePlan> closed = new HashSet<>();
    private final Set<Counter> closedCounters = new HashSet<>();
    private final Map<Counter, Set<String>> begun = new HashMap<>();
    private final Map<NodePlan, Integer> restores = new HashMap<>();
    private final Map<NodePlan, Deque<Wanted>> called = new HashMap<>();
    private final Set<String> claimed = new HashSet<>();
    private final Set<NodePlan> harmed = new HashSet<>();
    private final Map<NodePlan, Integer> upheavals = new HashMap<>();

    /** Whether one may go on with this wish there now; if so, it counts as begun until {@link #answered}. */
    public synchronized boolean enter(Counter at, String intent) {
        Set<String> open = begun.computeIfAbsent(at, any -> new HashSet<>());
        boolean isClosed = closed.contains(at.node()) || closedCounters.contains(at);
        if (isClosed && !open.contains(intent)) {
            return false;
        }
        open.add(intent);
        return true;
    }

    synchronized void answered(Counter at, String intent) {
        begun.getOrDefault(at, new HashSet<>()).remove(intent);
    }

    /** A fault took from the node what it must get back: until then what it shows says nothing about its earlier word. */
    public synchronized void harmed(NodePlan node) {
        harmed.add(node);
        upheavals.merge(node, 1, Integer::sum);
    }

    public synchronized void healed(NodePlan node) {
        harmed.remove(node);
    }

    /** How often the node was harmed or asked to rest so far. */
    synchronized int upheavals(NodePlan node) {
        return upheavals.getOrDefault(node, 0);
    }

    /** Whether nothing has happened to the node since it had so many upheavals, so that it can be taken at its word. */
    synchronized boolean isCalmSince(int count, NodePlan node) {
        return upheavals(node) == count && !closed.contains(node) && !harmed.contains(node);
    }

    /** Returns whether everything that was begun has been answered within the time. */
    public boolean close(NodePlan node, Duration within) throws InterruptedException {
        synchronized (this) {
            closed.add(node);
            upheavals.merge(node, 1, Integer::sum);
        }
        return Deadline.in(within).isMet(() -> isAllAnswered(at -> at.node().equals(node)));
    }

    /** As for a whole node; those who deal with other towns' cases go on. */
    public boolean close(Counter counter, Duration within) throws InterruptedException {
        synchronized (this) {
            closedCounters.add(counter);
        }
        return Deadline.in(within).isMet(() -> isAllAnswered(counter::equals));
    }

    /** People come again. */
    public synchronized void reopen(NodePlan node) {
        closed.remove(node);
    }

    public synchronized void reopen(Counter counter) {
        closedCounters.remove(counter);
    }

    /** Who is called. */
    enum Wanted {
        NEXT,
        BIGGEST_SCAN
    }

    /** A fault needs a clerk there: who would come next comes now. */
    public synchronized void call(NodePlan town) {
        call(town, Wanted.NEXT);
    }

    /** A fault needs a file on the line: of those who will still come there, the one with the biggest scan comes now. */
    public synchronized void callWithScan(NodePlan town) {
        call(town, Wanted.BIGGEST_SCAN);
    }

    private void call(NodePlan town, Wanted who) {
        called.computeIfAbsent(town, any -> new ArrayDeque<>()).add(who);
    }

    /** Who is called there and has not come, the first call first. */
    synchronized Optional<Wanted> called(NodePlan town) {
        return Optional.ofNullable(called.getOrDefault(town, new ArrayDeque<>()).peek());
    }

    synchronized void came(NodePlan town) {
        called.getOrDefault(town, new ArrayDeque<>()).poll();
    }

    /** Whether the case is this fault's: two that strike at once must not both take the same one. */
    public synchronized boolean claim(String number) {
        return claimed.add(number);
    }

    /** The node was put back: what had been uploaded and not handed in is gone with it. */
    public synchronized void restored(NodePlan node) {
        restores.merge(node, 1, Integer::sum);
    }

    synchronized int restores(NodePlan node) {
        return restores.getOrDefault(node, 0);
    }

    private synchronized boolean isAllAnswered(Predicate<Counter> there) {
        return begun.entrySet().stream()
                .allMatch(
                        entry -> !there.test(entry.getKey()) || entry.getValue().isEmpty());
    }
}
