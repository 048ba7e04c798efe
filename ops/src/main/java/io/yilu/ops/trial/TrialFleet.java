package io.yilu.ops.trial;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.FleetPlan;
import io.yilu.ops.fleet.Folders;
import io.yilu.ops.fleet.NodeFailedException;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.ProcessTable;
import io.yilu.ops.fleet.RunningNode;
import io.yilu.ops.trial.line.LineProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A fleet whose lines are bad and whose nodes die; whatever dies is started again, as its service manager would. */
public final class TrialFleet implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);

    /** Within the trial's own block of ports, behind the towns and the proxies. */
    private static final int TWIN_PORT = 60;

    /** So that it is the town that the county has greeted when its twin comes. */
    private static final Duration HEAD_START = Duration.ofSeconds(8);

    private static final String DONE = ".done";

    private final Fleet fleet;
    private final Map<NodePlan, LineProxy> lines = new HashMap<>();
    private final Set<NodePlan> heldDown = ConcurrentHashMap.newKeySet();
    private final Map<NodePlan, Integer> starts = new ConcurrentHashMap<>();
    private volatile boolean closing;
    private @Nullable Thread keeper;

    public TrialFleet(Fleet fleet, int linkPort) {
        this.fleet = fleet;
        for (NodePlan town : fleet.plan().towns()) {
            lines.put(town, new LineProxy(town.linkPort(), linkPort));
        }
    }

    public FleetPlan plan() {
        return fleet.plan();
    }

    public LineProxy line(NodePlan town) {
        LineProxy line = lines.get(town);
        if (line == null) {
            throw new IllegalArgumentException(town.name() + " has no line");
        }
        return line;
    }

    /** All nodes are ready when this returns; from then on each is kept running. */
    void start() throws InterruptedException, NodeFailedException, IOException {
        for (NodePlan node : plan().nodes()) {
            Files.createDirectories(crashPoints(node));
        }
        fleet.startAll();
        Thread thread = new Thread(this::keepRunning, "service-manager");
        thread.setDaemon(true);
        thread.start();
        keeper = thread;
    }

    private void keepRunning() {
        try {
            while (!closing) {
                for (NodePlan node : plan().nodes()) {
                    startIfDead(node);
                }
                Deadline.pause(LOOK_EVERY);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void startIfDead(NodePlan node) throws InterruptedException {
        if (closing || heldDown.contains(node) || fleet.running(node).isPresent()) {
            return;
        }
        fleet.started().stream().filter(process -> process.plan().equals(node)).forEach(fleet::forget);
        starts.merge(node, 1, Integer::sum);
        fleet.start(node);
    }

    /** How often a node was started again. */
    public int restarts(NodePlan node) {
        return starts.getOrDefault(node, 0);
    }

    /** SIGKILL; the node's database stays, and the node is started again at once. */
    public void kill(NodePlan node) {
        fleet.kill(node);
    }

    /** SIGKILL for the database alone; returns the processes that were killed. */
    public Set<Long> killDatabase(NodePlan node) {
        var databases = ProcessTable.databasesOf(node.dataDir());
        databases.forEach(ProcessTable.Entry::kill);
        return databases.stream().map(ProcessTable.Entry::pid).collect(Collectors.toSet());
    }

    /** Nobody starts it until {@link #letRun}. */
    public synchronized void holdDown(NodePlan node) {
        heldDown.add(node);
    }

    public void letRun(NodePlan node) {
        heldDown.remove(node);
    }

    /** What is done to a node that is not running. */
    public interface Work {
        void done() throws IOException, InterruptedException, TimeoutException;
    }

    /** Kills node and database, as a power cut does both, has the work done and lets the node start again. */
    public void whileDown(NodePlan node, Work work) throws IOException, InterruptedException, TimeoutException {
        holdDown(node);
        try {
            fleet.kill(node);
            killDatabase(node);
            Deadline.in(Duration.ofSeconds(20))
                    .isMet(() -> ProcessTable.workingOn(node.dataDir()).isEmpty());
            work.done();
        } finally {
            letRun(node);
        }
        awaitReady(node);
    }

    /** Stops a node in order, has the work done and lets it start again. */
    public void whileStopped(NodePlan node, Work work) throws IOException, InterruptedException, TimeoutException {
        holdDown(node);
        try {
            fleet.stop(node);
            work.done();
        } finally {
            letRun(node);
        }
        awaitReady(node);
    }

    public void awaitReady(NodePlan node) throws InterruptedException, TimeoutException {
        Deadline.in(READY_WITHIN)
                .awaitTrue(
                        node.name() + " is ready",
                        () -> fleet.running(node).map(RunningNode::isReady).orElse(false));
    }

    /** The node starts a database that was killed under it again; nobody else does. */
    public void awaitDatabaseInsteadOf(Set<Long> killed, NodePlan node) throws InterruptedException, TimeoutException {
        Deadline.in(READY_WITHIN)
                .awaitTrue(
                        node.name() + " has a database again",
                        () -> ProcessTable.databasesOf(node.dataDir()).stream()
                                .anyMatch(found -> !killed.contains(found.pid())));
    }

    /** Whether the node has its whole history and takes work. */
    public boolean mayWork(NodePlan node) {
        return fleet.running(node).map(RunningNode::mayWork).orElse(false);
    }

    /** The county's administrator lets a town's new instance in, as soon as there is a county that answers. */
    void letIn(NodePlan town) throws InterruptedException, TimeoutException {
        Deadline deadline = Deadline.in(READY_WITHIN);
        while (!fleet.isInvited(town)) {
            if (deadline.hasPassed()) {
                throw new TimeoutException("Nobody could invite " + town.name() + " again");
            }
            fleet.invite(town);
            Deadline.pause(LOOK_EVERY);
        }
    }

    void forgetEnrolment(NodePlan town) throws IOException {
        fleet.forgetEnrolment(town);
    }

    public boolean isReady(NodePlan node) {
        return fleet.running(node).map(RunningNode::isReady).orElse(false);
    }

    /** The node's process, by which a death and a new start are noticed. */
    public long pid(NodePlan node) {
        return fleet.running(node).map(RunningNode::pid).orElse(-1L);
    }

    static Path crashPoints(NodePlan node) {
        return node.dataDir().resolveSibling(node.id().value() + ".crash-points");
    }

    public static Path clockFile(NodePlan node) {
        return node.dataDir().resolveSibling(node.id().value() + ".clock");
    }

    /** Sets how wrong the node's clock is. */
    public void setClock(NodePlan node, Duration wrongBy) throws IOException {
        Files.writeString(clockFile(node), wrongBy.toString());
    }

    /** The node's process stands still until the answer is closed. */
    public Stall stall(NodePlan node) throws IOException {
        return Stall.of(
                node.name(), fleet.running(node).map(RunningNode::pid).stream().toList());
    }

    /** The node's database stands still until the answer is closed. */
    public Stall stallDatabase(NodePlan node) throws IOException {
        return Stall.of(
                node.name() + "'s database",
                ProcessTable.databasesOf(node.dataDir()).stream()
                        .map(ProcessTable.Entry::pid)
                        .toList());
    }

    /** Stops a town, copies its directory, and has both run; the copy ends when the answer is closed. */
    public TwinNode startTwin(NodePlan town) throws IOException, InterruptedException, TimeoutException {
        NodePlan twin = town.copiedTo(
                town.dataDir().resolveSibling(town.id().value() + ".twin"),
                plan().county().httpPort() + TWIN_PORT);
        whileStopped(town, () -> Folders.copyTree(town.dataDir(), twin.dataDir()));
        Deadline.pause(HEAD_START);
        return TwinNode.start(fleet, twin, READY_WITHIN);
    }

    /** Gives the node an order that only a trial's nodes take: to die or fail at a named point, or what else it names. */
    public void arm(NodePlan node, String point, String order) throws IOException {
        Files.writeString(crashPoints(node).resolve(point), order);
    }

    /** What a node has noted as done by this order since {@link #forgetDone}, a line each. */
    public List<String> done(NodePlan node, String point) {
        try {
            return Files.readAllLines(crashPoints(node).resolve(point + DONE));
        } catch (IOException nothingYet) {
            return List.of();
        }
    }

    public void forgetDone(NodePlan node, String point) throws IOException {
        Files.deleteIfExists(crashPoints(node).resolve(point + DONE));
    }

    public boolean isArmed(NodePlan node, String point) {
        return Files.exists(crashPoints(node).resolve(point));
    }

    public void disarm(NodePlan node, String point) throws IOException {
        Files.deleteIfExists(crashPoints(node).resolve(point));
    }

    /** Logs that explain a failure are kept; all else goes. */
    void keepLogs(Path kept) {
        for (NodePlan node : plan().nodes()) {
            Folders.copy(node.dataDir().resolve("logs"), kept.resolve(node.id().value()));
        }
    }

    @Override
    public void close() {
        closing = true;
        Thread running = keeper;
        if (running != null) {
            running.interrupt();
        }
        synchronized (this) {
            fleet.close();
        }
        lines.values().forEach(LineProxy::close);
    }
}
