package io.yilu.ops.fleet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A node's process from its start to its end. */
public final class RunningNode {

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final int TAIL_BYTES = 256 * 1024;

    private final NodePlan plan;
    private final Process process;
    private final long startedNanos = System.nanoTime();
    private final long logStart;
    private volatile boolean expectedToEnd;

    private RunningNode(NodePlan plan, Process process, long logStart) {
        this.plan = plan;
        this.process = process;
        this.logStart = logStart;
    }

    /** Starts the process; it is not ready yet. */
    static RunningNode start(NodePlan plan, NodeProgram program, List<String> extraFlags) {
        try {
            Files.createDirectories(plan.dataDir().resolve("tmp"));
            Path log = plan.consoleLog();
            Files.createDirectories(log.getParent());
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            List<String> command = new ArrayList<>();
            if (Files.isExecutable(SETSID)) {
                // A session of its own: Ctrl-C at the terminal then reaches only the launcher, which stops all in
                // order.
                command.add(SETSID.toString());
            }
            command.addAll(program.command(plan, extraFlags));
            Process process = new ProcessBuilder(command)
                    .directory(plan.dataDir().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new RunningNode(plan, process, logStart);
        } catch (IOException failed) {
            throw new UncheckedIOException("The process of " + plan.name() + " could not be started.", failed);
        }
    }

    public NodePlan plan() {
        return plan;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Whether someone here asked it to end. */
    public boolean isExpectedToEnd() {
        return expectedToEnd;
    }

    public int exitCode() {
        return process.exitValue();
    }

    public CompletableFuture<RunningNode> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    /** Whether its readiness probe answers 200 now. */
    public boolean isReady() {
        return answers("/actuator/health/readiness");
    }

    /** Whether a township's history is here, so that it accepts applications. */
    public boolean mayWork() {
        return answers("/actuator/health/work");
    }

    private boolean answers(String probed) {
        if (!isAlive()) {
            return false;
        }
        try {
            HttpURLConnection probe =
                    (HttpURLConnection) plan.address().resolve(probed).toURL().openConnection();
            probe.setConnectTimeout((int) PROBE.toMillis());
            probe.setReadTimeout((int) PROBE.toMillis());
            try {
                return probe.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                probe.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Asks it to end and waits; true if it ended by itself within the time. */
    boolean stop(Duration limit) throws InterruptedException {
        askToEnd();
        if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        kill();
        return false;
    }

    void askToEnd() {
        expectedToEnd = true;
        process.destroy();
    }

    /** SIGKILL, as a power cut would: its database stays behind. */
    public void kill() {
        expectedToEnd = true;
        process.destroyForcibly();
        process.onExit().join();
    }

    /** What this process wrote since its start, at most the last {@code lines} lines. */
    public List<String> tail(int lines) {
        return tail(plan.consoleLog(), logStart, lines);
    }

    private static List<String> tail(Path log, long from, int lines) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.min(file.length(), Math.max(from, file.length() - TAIL_BYTES)));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException unreadable) {
            return List.of("(" + log + " cannot be read: " + unreadable.getMessage() + ")");
        }
    }
}
