package io.yilu.ops.demo;

import io.yilu.ops.fleet.Console;
import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.FleetPlan;
import io.yilu.ops.fleet.Folders;
import io.yilu.ops.fleet.NodeFailedException;
import io.yilu.ops.fleet.NodePrograms;
import io.yilu.ops.fleet.Ports;
import io.yilu.ops.fleet.ProcessTable;
import io.yilu.ops.fleet.RunningNode;
import io.yilu.ops.fleet.Words;
import io.yilu.ops.rehearsal.RoundTrip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** {@code ops/demo --check}: the round trip in a temporary folder on free ports, and nothing left afterwards. */
final class DemoCheck {

    private static final int TOWNS = 3;
    private static final int LOG_LINES = 12;
    private static final int ALL_LINES = 10_000;
    private static final int LINE = 240;

    private final DemoOptions options;
    private final Console console;
    private final Words words;

    DemoCheck(DemoOptions options, Console console, Words words) {
        this.options = options;
        this.console = console;
        this.words = words;
    }

    /** The exit code; the tally is the last line in any case. */
    int run() throws IOException, InterruptedException {
        NodePrograms programs = NodePrograms.prepare(options.repository(), false, console, words);
        Path root = Files.createTempDirectory("yilu-check-").toRealPath();
        Ports ports = options.portBase().map(Ports::from).orElseGet(Ports::free);
        FleetPlan plan = FleetPlan.of(root, "127.0.0.1", ports, DemoSites.first(TOWNS));
        Fleet fleet = new Fleet(plan, programs, console, words);
        Thread onInterrupt = new Thread(() -> cleanUp(fleet, root), "clean-up");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        console.say(words.of("check.starting", root));
        RoundTrip roundTrip = new RoundTrip(fleet, console, words);
        boolean isDone = isDone(roundTrip, fleet);
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
        boolean isClean = cleanUp(fleet, root);
        console.print(roundTrip.tally().line());
        return isDone && isClean && roundTrip.hasSucceeded() ? 0 : 1;
    }

    private boolean isDone(RoundTrip roundTrip, Fleet fleet) throws InterruptedException {
        try {
            roundTrip.run();
            return true;
        } catch (NodeFailedException failed) {
            console.say(words.of("failed", String.valueOf(failed.getMessage())));
            failed.logTail().forEach(line -> console.print("    " + line));
            keepLogs(fleet);
        } catch (IOException | TimeoutException | RuntimeException failed) {
            console.say(words.of("failed", String.valueOf(failed.getMessage())));
            keepLogs(fleet);
        }
        return false;
    }

    /** The temporary folder goes; what explains the failure stays, and its last lines are shown. */
    private void keepLogs(Fleet fleet) {
        Path kept = options.repository().resolve("ops/target/check-logs");
        Folders.delete(kept);
        for (RunningNode node : fleet.started()) {
            console.print(words.of("node.log", node.plan().name()));
            List<String> lines = node.tail(ALL_LINES).stream()
                    .filter(line -> !line.startsWith("\tat "))
                    .toList();
            lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())
                    .forEach(line -> console.print("    " + line.substring(0, Math.min(LINE, line.length()))));
            Folders.copy(
                    node.plan().dataDir().resolve("logs"),
                    kept.resolve(node.plan().id().value()));
        }
        console.say(words.of("check.logs", kept));
    }

    /** Whether no process and no file is left. */
    private boolean cleanUp(Fleet fleet, Path root) {
        fleet.close();
        Folders.delete(root);
        boolean isClean = ProcessTable.workingOn(root).isEmpty() && !Files.exists(root);
        console.say(words.of(isClean ? "check.clean" : "check.unclean", root));
        return isClean;
    }
}
