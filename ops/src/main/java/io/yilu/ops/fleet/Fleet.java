package io.yilu.ops.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A county and its towns as processes: starts them in order, stops them in order, leaves nothing behind. */
public final class Fleet implements AutoCloseable {

    /** Generous: 21 towns at once on two cores take 100 s each. */
    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    private static final Duration SAY_EVERY = Duration.ofSeconds(5);
    private static final int BATCH = 3;
    private static final int LOG_LINES = 30;

    private final FleetPlan plan;
    private final NodePrograms programs;
    private final Console console;
    private final Words words;
    private final Map<NodePlan, RunningNode> running = new ConcurrentHashMap<>();
    private volatile boolean closing;

    public Fleet(FleetPlan plan, NodePrograms programs, Console console, Words words) {
        this.plan = plan;
        this.programs = programs;
        this.console = console;
        this.words = words;
    }

    public FleetPlan plan() {
        return plan;
    }

    public Optional<RunningNode> running(NodePlan node) {
        return Optional.ofNullable(running.get(node)).filter(RunningNode::isAlive);
    }

    public Collection<RunningNode> started() {
        return List.copyOf(running.values());
    }

    /** Refuses, naming each port and who holds it, before anything is started. */
    public void requireFreePorts() throws PortsTakenException {
        List<String> taken = new ArrayList<>();
        for (NodePlan node : plan.nodes()) {
            addIfTaken(taken, node.bind(), node.httpPort(), node.name());
        }
        addIfTaken(taken, "0.0.0.0", plan.county().linkPort(), words.of("port.link"));
        if (!taken.isEmpty()) {
            throw new PortsTakenException(taken);
        }
    }

    private void addIfTaken(List<String> taken, String bind, int port, String whose) {
        if (!Ports.isFree(bind, port)) {
            String holder = Listener.on(port).orElseGet(() -> words.of("port.someone"));
            taken.add(words.of("port.taken", port, whose, holder));
        }
    }

    /** County first, since it makes the towns' enrolment codes; then the towns, three at a time. */
    public void startAll() throws InterruptedException, NodeFailedException {
        startReady(List.of(plan.county()));
        for (int from = 0; from < plan.towns().size(); from += BATCH) {
            startReady(plan.towns()
                    .subList(from, Math.min(from + BATCH, plan.towns().size())));
        }
        awaitWork(plan.towns());
    }

    /** A town on a new disk accepts nothing before it has asked the county whether it had a life before. */
    public void awaitWork(List<NodePlan> towns) throws InterruptedException, NodeFailedException {
        Deadline deadline = Deadline.in(READY_LIMIT);
        for (NodePlan town : towns) {
            while (!requireAlive(town).mayWork()) {
                if (deadline.hasPassed()) {
                    throw new NodeFailedException(
                            words.of("node.slow", town.name(), READY_LIMIT.toSeconds()),
                            requireAlive(town).tail(LOG_LINES));
                }
                Deadline.pause(Duration.ofMillis(150));
            }
        }
    }

    /** Starts one node and returns when its readiness probe says yes. */
    public RunningNode startReady(NodePlan node) throws InterruptedException, NodeFailedException {
        startReady(List.of(node));
        return running(node)
                .orElseThrow(() -> new NodeFailedException(words.of("node.died", node.name(), "-"), List.of()));
    }

    /** Starts several at once and returns when each is ready. */
    public void startReady(List<NodePlan> nodes) throws InterruptedException, NodeFailedException {
        for (NodePlan node : nodes) {
            start(node);
        }
        awaitReady(nodes);
    }

    /** Starts the process only. */
    public synchronized RunningNode start(NodePlan node) throws InterruptedException {
        stopIfClosing();
        if (running(node).isPresent()) {
            throw new IllegalStateException(node.name() + " runs already");
        }
        invite(node);
        console.say(words.of("node.starting", node.name(), node.id(), node.httpPort()));
        RunningNode process = RunningNode.start(node, programs.of(node.kind()), List.of());
        running.put(node, process);
        return process;
    }

    /** A town that was put back to an earlier day forgets its certificate: the next invitation lets its new instance in. */
    public void forgetEnrolment(NodePlan town) throws IOException {
        Files.deleteIfExists(town.keyRing());
        Files.deleteIfExists(town.enrolmentCode());
    }

    /** Whether the town is enrolled or has a code that it will use. */
    public boolean isInvited(NodePlan town) {
        return Invitation.isInvited(town);
    }

    /**
     * Has the county make a one-time code for a town that is not enrolled yet and puts it where the town's node finds it: what
     * an administrator does when a town joins. Without a county that answers the town starts without and waits.
     */
    public void invite(NodePlan town) throws InterruptedException {
        boolean isCountyReady = running(plan.county()).map(RunningNode::isReady).orElse(false);
        if (!town.isCounty() && isCountyReady && !Invitation.isInvited(town)) {
            Invitation.of(plan.county(), town);
        }
    }

    private void awaitReady(List<NodePlan> nodes) throws InterruptedException, NodeFailedException {
        Deadline deadline = Deadline.in(READY_LIMIT);
        List<NodePlan> waiting = new ArrayList<>(nodes);
        Deadline nextWord = Deadline.in(SAY_EVERY);
        while (!waiting.isEmpty()) {
            for (NodePlan node : List.copyOf(waiting)) {
                stopIfClosing();
                RunningNode process = requireAlive(node);
                if (process.isReady()) {
                    waiting.remove(node);
                    console.say(words.of(
                            "node.ready", node.name(), node.id(), seconds(process.age()), memoryInWords(process)));
                }
            }
            if (deadline.hasPassed()) {
                RunningNode slow = requireAlive(waiting.get(0));
                throw new NodeFailedException(
                        words.of("node.slow", slow.plan().name(), READY_LIMIT.toSeconds()), slow.tail(LOG_LINES));
            }
            if (nextWord.hasPassed()) {
                waiting.forEach(this::sayHowFar);
                nextWord = Deadline.in(SAY_EVERY);
            }
            Deadline.pause(Duration.ofMillis(150));
        }
    }

    /** Ctrl-C while starting: the thread that starts gives way to the one that stops. */
    private void stopIfClosing() throws InterruptedException {
        if (closing) {
            throw new InterruptedException("The fleet is being stopped");
        }
    }

    private RunningNode requireAlive(NodePlan node) throws NodeFailedException, InterruptedException {
        stopIfClosing();
        @Nullable RunningNode process = running.get(node);
        if (process == null) {
            throw new NodeFailedException(words.of("node.died", node.name(), "-"), List.of());
        }
        if (!process.isAlive()) {
            throw new NodeFailedException(
                    words.of("node.died", node.name(), process.exitCode()), process.tail(LOG_LINES));
        }
        return process;
    }

    private void sayHowFar(NodePlan node) {
        @Nullable RunningNode process = running.get(node);
        if (process != null) {
            String step = words.of("step." + StartStep.reached(process.tail(400)));
            console.say(words.of("node.waiting", node.name(), seconds(process.age()), step));
        }
    }

    private String memoryInWords(RunningNode process) {
        long node = ProcessTable.memory(process.pid()).orElse(0L);
        long database = ProcessTable.databasesOf(process.plan().dataDir()).stream()
                .mapToLong(entry -> ProcessTable.memory(entry.pid()).orElse(0L))
                .sum();
        return words.of("memory", node >> 20, database >> 20);
    }

    private static String seconds(Duration age) {
        return "%.1f".formatted(age.toMillis() / 1000.0);
    }

    /** Asks one node to end and waits; its database ends with it. */
    public void stop(NodePlan node) throws InterruptedException {
        @Nullable RunningNode process = running.remove(node);
        // One that ended meanwhile because it was asked to is reported as well; one that had died before is not.
        if (process == null || !(process.isAlive() || process.isExpectedToEnd())) {
            return;
        }
        long before = System.nanoTime();
        boolean byItself = process.stop(STOP_LIMIT);
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        console.say(words.of(byItself ? "node.stopped" : "node.killed", node.name(), seconds(took)));
    }

    /** A power cut for one node's program; its database process is left behind, as the operating system does. */
    public void kill(NodePlan node) {
        @Nullable RunningNode process = running.remove(node);
        if (process != null) {
            process.kill();
        }
    }

    /** Takes a dead process out of the books so that the node can be started again. */
    public void forget(RunningNode dead) {
        running.remove(dead.plan(), dead);
    }

    /** Towns first, all at once, then the county, then whatever databases are left. */
    public void stopAll() throws InterruptedException {
        plan.towns().forEach(town -> running(town).ifPresent(RunningNode::askToEnd));
        for (NodePlan town : plan.towns()) {
            stop(town);
        }
        stop(plan.county());
        endLeftovers();
    }

    /** Ends what still works on the fleet's folder: databases whose node was killed, nodes whose launcher was. */
    public void endLeftovers() throws InterruptedException {
        List<ProcessTable.Entry> left = ProcessTable.workingOn(plan.root());
        if (left.isEmpty()) {
            return;
        }
        left.forEach(entry -> console.say(words.of("leftover", entry.pid(), entry.role())));
        left.forEach(ProcessTable.Entry::end);
        boolean ended = Deadline.in(STOP_LIMIT).isMet(() -> left.stream().noneMatch(ProcessTable.Entry::isAlive));
        if (!ended) {
            left.forEach(ProcessTable.Entry::kill);
            boolean killed = Deadline.in(STOP_LIMIT).isMet(() -> left.stream().noneMatch(ProcessTable.Entry::isAlive));
            console.say(words.of(killed ? "leftover.killed" : "leftover.stays", left.size()));
        }
    }

    /** Ends the database that a killed node left behind. */
    public void endLeftovers(NodePlan node) throws InterruptedException {
        for (ProcessTable.Entry left : ProcessTable.databasesOf(node.dataDir())) {
            left.kill();
            Deadline.in(STOP_LIMIT).isMet(() -> !left.isAlive());
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        try {
            stopAll();
        } catch (InterruptedException interrupted) {
            started().forEach(RunningNode::kill);
            Thread.currentThread().interrupt();
        }
    }
}
