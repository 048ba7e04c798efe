package io.yilu.ops.trial;

import io.yilu.ops.fleet.Console;
import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.Words;
import io.yilu.ops.trial.faults.Scene;
import io.yilu.ops.trial.faults.Schedule;
import io.yilu.ops.trial.faults.Schedule.Entry;
import io.yilu.ops.trial.faults.Truce;
import io.yilu.ops.trial.history.History;
import io.yilu.ops.trial.load.Gate;
import io.yilu.ops.trial.report.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Lets the faults of a schedule strike: those of one node one after another, those of several nodes at once. */
final class FaultTracks {

    /** Between two faults of one node: a node that is never well has no work under way that the next could spoil. */
    private static final Duration BREATH = Duration.ofSeconds(6);

    /** So that people come while a fault strikes, also where it overruns its time. */
    private static final Duration AHEAD = Duration.ofSeconds(15);

    private final TrialFleet fleet;
    private final Gate gate;
    private final History history;
    private final Timeline timeline;
    private final Console console;
    private final Words words;
    private final List<Thread> tracks = new ArrayList<>();
    private final Truce truce = new Truce();
    /** Where each track stands that has not ended; read by those who keep pace with the slowest. */
    private final Map<NodePlan, Duration> reached = new ConcurrentHashMap<>();

    FaultTracks(TrialFleet fleet, Gate gate, History history, Timeline timeline, Console console, Words words) {
        this.fleet = fleet;
        this.gate = gate;
        this.history = history;
        this.timeline = timeline;
        this.console = console;
        this.words = words;
    }

    void start(Schedule schedule) {
        Map<NodePlan, List<Entry>> byNode = new LinkedHashMap<>();
        schedule.entries()
                .forEach(entry -> byNode.computeIfAbsent(entry.track(), any -> new ArrayList<>())
                        .add(entry));
        byNode.forEach((node, entries) -> {
            reached.put(node, Duration.ZERO);
            Thread track = new Thread(() -> strikeAll(node, entries), "faults-" + node.id());
            track.setDaemon(true);
            tracks.add(track);
            track.start();
        });
    }

    /** Whether the last fault has healed within the time. */
    boolean isOver(Duration within) throws InterruptedException {
        return Deadline.in(within).isMet(() -> tracks.stream().noneMatch(Thread::isAlive));
    }

    void stop() {
        tracks.forEach(Thread::interrupt);
    }

    /**
     * How far the schedule has come at the slowest node, never more than the clock. Starts of nodes take as long as the machine
     * makes them; people who kept to the clock would be gone before the last faults strike.
     */
    Duration reached() {
        Duration elapsed = Duration.ofMillis(history.elapsedMillis());
        return reached.values().stream().reduce(elapsed, (a, b) -> a.compareTo(b) < 0 ? a : b);
    }

    private void strikeAll(NodePlan node, List<Entry> entries) {
        try {
            List<Entry> missed = new ArrayList<>();
            for (Entry entry : entries) {
                reached.put(node, entry.at().plus(AHEAD));
                Deadline.pause(Duration.ofMillis(Math.max(0, entry.at().toMillis() - history.elapsedMillis())));
                if (!hasStruck(entry, entry.seed())) {
                    missed.add(entry);
                }
                Deadline.pause(BREATH);
            }
            for (Entry entry : missed) {
                hasStruck(entry, entry.seed() + 1);
                Deadline.pause(BREATH);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            reached.remove(node);
        }
    }

    /** False if it met nothing. */
    private boolean hasStruck(Entry entry, long seed) throws InterruptedException {
        truce.begin();
        try {
            return strike(entry, seed).hasMet();
        } finally {
            truce.end();
        }
    }

    private Timeline.Strike strike(Entry entry, long seed) throws InterruptedException {
        Timeline.Strike strike = timeline.begin(
                entry.number(), entry.fault().name(), entry.track().name(), history.elapsedMillis());
        console.say(words.of(
                "trial.strike",
                entry.number(),
                entry.fault().name(),
                entry.track().name()));
        Scene scene =
                new Scene(fleet, entry.track(), entry.town(), gate, truce, history, new Random(seed), strike::say);
        try {
            entry.fault().strike().at(scene);
            strike.end(history.elapsedMillis(), "");
        } catch (InterruptedException stopped) {
            strike.end(history.elapsedMillis(), "stopped");
            throw stopped;
        } catch (Exception failed) {
            strike.end(history.elapsedMillis(), String.valueOf(failed));
            console.say(words.of(
                    "trial.strike.failed", entry.number(), entry.fault().name(), failed));
        }
        return strike;
    }
}
