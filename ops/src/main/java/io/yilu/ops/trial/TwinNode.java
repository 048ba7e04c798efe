package io.yilu.ops.trial;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.Folders;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.ProcessTable;
import io.yilu.ops.fleet.RunningNode;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A running copy of a town that must not be heard; it ends and its directory goes when this is closed. */
public record TwinNode(Fleet fleet, NodePlan plan) implements AutoCloseable {

    private static final Duration END_WITHIN = Duration.ofSeconds(20);

    static TwinNode start(Fleet fleet, NodePlan plan, Duration readyWithin)
            throws InterruptedException, TimeoutException {
        TwinNode twin = new TwinNode(fleet, plan);
        fleet.start(plan);
        try {
            Deadline.in(readyWithin)
                    .awaitTrue(
                            "the copy of " + plan.name() + " is ready",
                            () -> fleet.running(plan).map(RunningNode::isReady).orElse(false));
            return twin;
        } catch (InterruptedException | TimeoutException failed) {
            twin.end();
            throw failed;
        }
    }

    @Override
    public void close() {
        end();
        try {
            Deadline.in(END_WITHIN)
                    .isMet(() -> ProcessTable.workingOn(plan.dataDir()).isEmpty());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        Folders.delete(plan.dataDir());
    }

    private void end() {
        fleet.kill(plan);
        ProcessTable.databasesOf(plan.dataDir()).forEach(ProcessTable.Entry::kill);
    }

    @Override
    public String toString() {
        return "a copy of " + plan.name();
    }
}
