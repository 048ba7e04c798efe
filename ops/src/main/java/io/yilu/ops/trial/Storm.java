package io.yilu.ops.trial;

import io.yilu.ops.demo.DemoSites;
import io.yilu.ops.fleet.Console;
import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.FleetPlan;
import io.yilu.ops.fleet.Folders;
import io.yilu.ops.fleet.NodeFailedException;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.NodePrograms;
import io.yilu.ops.fleet.Ports;
import io.yilu.ops.fleet.PortsTakenException;
import io.yilu.ops.fleet.ProcessTable;
import io.yilu.ops.fleet.Words;
import io.yilu.ops.trial.check.FleetReader;
import io.yilu.ops.trial.check.HistoryChecker;
import io.yilu.ops.trial.check.Rest;
import io.yilu.ops.trial.check.Verdict;
import io.yilu.ops.trial.faults.Fault;
import io.yilu.ops.trial.faults.Schedule;
import io.yilu.ops.trial.history.History;
import io.yilu.ops.trial.load.Workload;
import io.yilu.ops.trial.report.Report;
import io.yilu.ops.trial.report.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One trial from the first node's start to the last file's removal. */
public final class Storm {

    private static final int PROXIES = 32;
    /** The shared class data takes two starts to make; a short trial has fewer restarts than would pay for it. */
    private static final Duration WORTH_AN_ARCHIVE = Duration.ofMinutes(3);

    private static final Duration SAY_EVERY = Duration.ofSeconds(10);
    /** After the last fault: as long as something moves, and a bound in any case. */
    private static final Duration STILL = Duration.ofMinutes(3);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(20);

    private final TrialOptions options;
    private final Console console;
    private final Words words;

    public Storm(TrialOptions options, Console console, Words words) {
        this.options = options;
        this.console = console;
        this.words = words;
    }

    /**
     * What came of it.
     *
     * @param isGood whether nothing was found, whatever struck
     * @param notStruck faults that were asked for and met nothing: of them the trial shows nothing
     */
    public record Outcome(Verdict verdict, String line, boolean isGood, List<String> notStruck, Path report) {

        private static final int NOT_ALL_STRUCK = 3;

        public Outcome {
            notStruck = List.copyOf(notStruck);
        }

        /** As {@code ops/trial --help} says. */
        public int exitCode() {
            if (!isGood) {
                return 1;
            }
            return notStruck.isEmpty() ? 0 : NOT_ALL_STRUCK;
        }
    }

    /** Runs the whole trial; whatever happens, no process and no data are left when this returns. */
    public Outcome run() throws IOException, InterruptedException, NodeFailedException, PortsTakenException {
        NodePrograms programs = NodePrograms.prepare(
                options.repository(), options.time().compareTo(WORTH_AN_ARCHIVE) >= 0, console, words);
        Path reportFolder = options.report().orElse(options.repository().resolve("ops/target/trial-report"));
        Folders.delete(reportFolder);
        Files.createDirectories(reportFolder);
        Path data = options.repository().resolve("ops/target/trial-fleet");
        Path root =
                Files.createTempDirectory(Files.createDirectories(data).toRealPath(), "seed-" + options.seed() + "-");
        Ports ports = options.portBase().map(Ports::from).orElseGet(() -> Ports.free(2));
        Fleet fleet = new Fleet(plan(root, ports), programs, console, words);
        fleet.requireFreePorts();
        TrialFleet bad = new TrialFleet(fleet, ports.link());
        Thread onInterrupt = new Thread(() -> cleanUp(bad, root), "clean-up");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try (History history = new History(reportFolder.resolve("history.jsonl"))) {
            return tried(bad, history, reportFolder);
        } finally {
            bad.keepLogs(reportFolder.resolve("logs"));
            if (isStillMine(onInterrupt)) {
                cleanUp(bad, root);
            }
        }
    }

    /** Whether nobody has stopped the program: then the hook is at the same work already. */
    private static boolean isStillMine(Thread onInterrupt) {
        try {
            return Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException isEnding) {
            return false;
        }
    }

    private FleetPlan plan(Path root, Ports ports) {
        FleetPlan plan = FleetPlan.of(root, "127.0.0.1", ports, DemoSites.first(options.townships()));
        List<NodePlan> towns = plan.towns();
        return plan.with(node -> {
            if (node.isCounty()) {
                return node.withFlags(flags(node));
            }
            int index = towns.indexOf(node);
            List<String> flags = new ArrayList<>(flags(node));
            options.sabotageOf(index).ifPresent(wrong -> flags.add("-Dyilu.trial.sabotage=" + wrong));
            return node.withFlags(flags).withLinkPort(ports.county() + PROXIES + index);
        });
    }

    private static List<String> flags(NodePlan node) {
        return List.of(
                "-Dyilu.trial.crash-points=" + TrialFleet.crashPoints(node),
                "-Dyilu.trial.clock-offset-file=" + TrialFleet.clockFile(node));
    }

    private Outcome tried(TrialFleet fleet, History history, Path folder)
            throws IOException, InterruptedException, NodeFailedException {
        List<NodePlan> towns = fleet.plan().towns();
        NodePlan county = fleet.plan().county();
        Schedule schedule = Schedule.draw(options.seed(), options.faults(), county, towns, options.time());
        console.say(words.of("trial.schedule", options.command()));
        console.print(schedule.table());
        fleet.start();
        console.say(words.of(
                "trial.begins", options.cases(), towns.size(), options.faults().size()));
        Timeline timeline = new Timeline();
        Instant began = Clock.systemDefaultZone().instant();
        history.begin();
        Duration handingIn = handingIn();
        try (Workload work =
                new Workload(options.seed(), fleet.plan(), options.cases(), options.megabytes(), handingIn, history)) {
            FaultTracks tracks = new FaultTracks(fleet, work.gate(), history, timeline, console, words);
            tracks.start(schedule);
            work.keepPaceWith(tracks::reached);
            work.start();
            boolean healed = awaitSaying(work, timeline, tracks);
            tracks.stop();
            long healedAt = history.elapsedMillis();
            boolean drained = healed && drain(work, history);
            if (drained) {
                settle(fleet.plan().nodes());
            }
            work.unfinished().stream().limit(20).forEach(line -> console.print("    " + line));
            work.close();
            console.say(words.of("trial.reading"));
            Verdict verdict = HistoryChecker.judge(history.deeds(), FleetReader.read(county, towns));
            String line = verdict.line(options.seed(), towns.size(), (int) timeline.made());
            boolean good = drained
                    && verdict.isGood(options.cases())
                    && timeline.failed().isEmpty();
            List<String> notStruck = timeline.notStruck(
                    options.faults().stream().map(Fault::name).toList());
            new Report(options.command(), began, healedAt, history, timeline, notStruck, verdict, line, good)
                    .write(folder, fleet.plan().nodes());
            verdict.findings().stream()
                    .limit(30)
                    .forEach(finding ->
                            console.print("    " + finding.wrong() + " " + finding.subject() + ": " + finding.text()));
            timeline.failed()
                    .forEach(failed -> console.print("    "
                            + words.of("trial.strike.failed", failed.number(), failed.fault(), failed.failure())));
            if (!notStruck.isEmpty()) {
                console.print("    " + words.of("trial.missing", String.join(", ", notStruck)));
            }
            return new Outcome(verdict, line, good, notStruck, folder.resolve("report.html"));
        }
    }

    /** People come as long as faults strike; without faults nobody has to be there at a later time. */
    private Duration handingIn() {
        return options.faults().isEmpty()
                ? options.time().dividedBy(4)
                : options.time().multipliedBy(9).dividedBy(10);
    }

    private boolean awaitSaying(Workload work, Timeline timeline, FaultTracks tracks) throws InterruptedException {
        Deadline limit = Deadline.in(options.time().multipliedBy(3).plus(DRAIN_LIMIT));
        while (!limit.hasPassed()) {
            if (tracks.isOver(SAY_EVERY)) {
                return true;
            }
            console.say(words.of("trial.progress", timeline.made(), work.standing()));
        }
        return false;
    }

    /** By itself: nothing is done here but looking. */
    private boolean drain(Workload work, History history) throws InterruptedException {
        console.say(words.of("trial.healed"));
        Deadline limit = Deadline.in(DRAIN_LIMIT);
        long from = history.elapsedMillis();
        while (!limit.hasPassed()) {
            if (Deadline.in(SAY_EVERY).isMet(work::isOver)) {
                return work.isDone();
            }
            console.say(words.of("trial.draining", work.standing()));
            if (history.elapsedMillis() - Math.max(from, work.lastMoveMillis()) > STILL.toMillis()) {
                console.say(words.of("trial.still", STILL.toMinutes()));
                return false;
            }
        }
        return false;
    }

    /** The last receipts are still under way when the last person has gone home; what is held then stays held. */
    private void settle(List<NodePlan> nodes) throws InterruptedException {
        Rest rest = new Rest(nodes);
        Deadline limit = Deadline.in(STILL);
        while (!rest.isReached() && !limit.hasPassed()) {
            Deadline.pause(LOOK_EVERY);
        }
    }

    private void cleanUp(TrialFleet fleet, Path root) {
        fleet.close();
        Folders.delete(root);
        boolean isClean = ProcessTable.workingOn(root).isEmpty() && !Files.exists(root);
        console.say(words.of(isClean ? "check.clean" : "check.unclean", root));
    }
}
