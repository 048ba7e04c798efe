package io.yilu.ops.demo;

import io.yilu.ops.fleet.Console;
import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.NodeFailedException;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.RunningNode;
import io.yilu.ops.fleet.Words;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Starts a node again when it dies, as systemd would, but not for ever. */
final class Supervisor {

    private static final int MOST_RESTARTS = 5;
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final int LOG_LINES = 20;

    private final Fleet fleet;
    private final Console console;
    private final Words words;
    private final BlockingQueue<RunningNode> deaths = new LinkedBlockingQueue<>();
    private final Map<NodePlan, Deque<Long>> restarts = new HashMap<>();

    Supervisor(Fleet fleet, Console console, Words words) {
        this.fleet = fleet;
        this.console = console;
        this.words = words;
    }

    /** Watches until interrupted. */
    void watch() throws InterruptedException {
        fleet.started().forEach(this::report);
        while (true) {
            RunningNode dead = deaths.take();
            if (!dead.isExpectedToEnd()) {
                restart(dead);
            }
        }
    }

    private void report(RunningNode node) {
        var unused = node.onExit().thenAccept(deaths::add);
    }

    private void restart(RunningNode dead) throws InterruptedException {
        NodePlan node = dead.plan();
        console.say(words.of("node.died", node.name(), dead.exitCode()));
        console.print(words.of("node.log", node.consoleLog()));
        dead.tail(LOG_LINES).forEach(line -> console.print("    " + line));
        fleet.forget(dead);
        int time = countRestart(node);
        if (time > MOST_RESTARTS) {
            console.say(words.of("node.given.up", node.name(), time, node.consoleLog()));
            return;
        }
        Duration delay = Duration.ofSeconds(1L << (time - 1));
        console.say(words.of("node.restart", node.name(), delay.toSeconds(), time, MOST_RESTARTS));
        Deadline.pause(delay);
        try {
            report(fleet.startReady(node));
        } catch (NodeFailedException failed) {
            console.say(String.valueOf(failed.getMessage()));
            // Its end, if it ended, is in the queue as soon as it is reported.
            fleet.started().stream()
                    .filter(process -> process.plan().equals(node))
                    .forEach(this::report);
        }
    }

    private int countRestart(NodePlan node) {
        Deque<Long> times = restarts.computeIfAbsent(node, any -> new ArrayDeque<>());
        long now = System.nanoTime();
        times.add(now);
        while (now - times.getFirst() > WITHIN.toNanos()) {
            times.removeFirst();
        }
        return times.size();
    }
}
