package io.yilu.ops.demo;

import io.yilu.ops.demo.DemoOptions.WrongOptionException;
import io.yilu.ops.fleet.Console;
import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.FleetPlan;
import io.yilu.ops.fleet.Folders;
import io.yilu.ops.fleet.NodeFailedException;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.NodePrograms;
import io.yilu.ops.fleet.PortsTakenException;
import io.yilu.ops.fleet.Words;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The main program behind {@code ops/demo}: starts county and towns, shows where they are, stops them on Ctrl-C. */
public final class Demo {

    private static final int FAILED = 1;
    private static final int WRONG_OPTION = 2;
    private static final String PASSWORD = "yilu-demo-2026";

    private final DemoOptions options;
    private final Console console;
    private final Words words;

    private Demo(DemoOptions options, Console console, Words words) {
        this.options = options;
        this.console = console;
        this.words = words;
    }

    public static void main(String[] arguments) {
        Console console = Console.ofTerminal();
        Words words = Words.ofTerminal(System.getenv());
        int exitCode;
        try {
            DemoOptions options = DemoOptions.parse(List.of(arguments));
            exitCode = new Demo(options, console, words).run();
        } catch (WrongOptionException wrong) {
            console.print(words.of("options.wrong", String.valueOf(wrong.getMessage())));
            exitCode = WRONG_OPTION;
        } catch (PortsTakenException refused) {
            console.print(String.valueOf(refused.getMessage()));
            exitCode = FAILED;
        } catch (NodeFailedException failed) {
            console.say(words.of("failed", String.valueOf(failed.getMessage())));
            failed.logTail().forEach(line -> console.print("    " + line));
            exitCode = FAILED;
        } catch (IOException failed) {
            console.say(words.of("failed", String.valueOf(failed.getMessage())));
            exitCode = FAILED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            exitCode = FAILED;
        }
        System.exit(exitCode);
    }

    private int run() throws IOException, InterruptedException, NodeFailedException, PortsTakenException {
        return options.check() ? new DemoCheck(options, console, words).run() : serve();
    }

    /** Returns only by exception: Ctrl-C ends the JVM, whose shutdown hook stops the fleet. */
    private int serve() throws IOException, InterruptedException, NodeFailedException, PortsTakenException {
        Path data = options.dataOrDefault();
        Files.createDirectories(data);
        Path root = data.toRealPath();
        if (root.startsWith(Path.of(System.getProperty("java.io.tmpdir")))) {
            console.print(words.of("data.temporary", root));
        }
        @Nullable FileLock lock = lock(root);
        if (lock == null) {
            console.print(words.of("data.in.use", root));
            return FAILED;
        }
        FleetPlan plan = FleetPlan.of(root, options.bind(), options.ports(), DemoSites.first(options.townships()));
        NodePrograms programs = NodePrograms.prepare(options.repository(), options.archive(), console, words);
        Fleet fleet = new Fleet(plan, programs, console, words);
        fleet.endLeftovers();
        if (options.fresh()) {
            console.say(words.of("fresh", root));
            plan.nodes().forEach(node -> Folders.delete(node.dataDir()));
        }
        fleet.requireFreePorts();
        StopInOrder stop = new StopInOrder(fleet, console, words);
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop-in-order"));
        console.say(words.of("starting", plan.towns().size(), root));
        fleet.startAll();
        console.say(words.of("started", console.elapsed().toSeconds()));
        console.print(board(plan));
        new Supervisor(fleet, console, words).watch();
        return FAILED;
    }

    /** Null if another launcher works on this folder. The lock goes when this process ends, however it ends. */
    private static @Nullable FileLock lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ownedHere) {
            return null;
        }
    }

    private String board(FleetPlan plan) {
        TerminalTable table =
                new TerminalTable().row(words.of("table.node"), words.of("table.address"), words.of("table.account"));
        for (NodePlan node : plan.nodes()) {
            String accounts = words.of(node.isCounty() ? "account.county" : "account.town");
            table.row(node.name() + " " + node.id(), node.address().toString(), accounts);
        }
        return "\n" + table.text() + "\n  " + words.of("table.password", PASSWORD) + "\n  "
                + words.of("table.data", plan.root(), plan.root().resolve("*/logs")) + "\n";
    }
}
