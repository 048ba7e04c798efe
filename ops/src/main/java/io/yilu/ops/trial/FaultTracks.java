package io.yilu.ops.trial;

import io.yilu.ops.fleet.Console;
import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.Words;
import io.yilu.ops.trial.faults.Scene;
import io.yilu.ops.trial.faults.Schedule;
import io.yilu.ops.trial.faults.Schedule.Entry;
import io.yilu.ops.trial.history.History;
import io.yilu.ops.trial.load.Gate;
import io.yilu.ops.trial.report.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Lets the faults of a schedule strike: those of one node one after another, those of several nodes at once. */
final class FaultTracks {

    /** Between two faults of one node: a node that is never well has no work under way that the next could spoil. */
    private static final Duration BREATH = Duration.ofSeconds(6);

    private final TrialFleet fleet;
    private final Gate gate;
    private final History history;
    private final Timeline timeline;
    private final Console console;
    private final Words words;
    private final List<Thread> tracks = new ArrayList<>();

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
            Thread track = new Thread(() -> strikeAll(entries), "faults-" + node.id());
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

    private void strikeAll(List<Entry> entries) {
        try {
            for (Entry entry : entries) {
                Deadline.pause(Duration.ofMillis(Math.max(0, entry.at().toMillis() - history.elapsedMillis())));
                strike(entry);
                Deadline.pause(BREATH);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void strike(Entry entry) throws InterruptedException {
        Timeline.Strike strike = timeline.begin(
                entry.number(), entry.fault().name(), entry.track().name(), history.elapsedMillis());
        console.say(words.of(
                "trial.strike",
                entry.number(),
                entry.fault().name(),
                entry.track().name()));
        Scene scene = new Scene(fleet, entry.town(), gate, history, new Random(entry.seed()), strike::say);
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
    }
}
