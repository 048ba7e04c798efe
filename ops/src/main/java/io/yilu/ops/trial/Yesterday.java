package io.yilu.ops.trial;

import io.yilu.ops.fleet.Folders;
import io.yilu.ops.fleet.NodePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A node's whole directory as it was while the node was stopped, to be put back once. */
public final class Yesterday {

    private static final AtomicInteger COPIES = new AtomicInteger();
    private static final String LOGS = "logs";

    private final TrialFleet fleet;
    private final NodePlan node;
    private final Path copy;

    private Yesterday(TrialFleet fleet, NodePlan node) {
        this.fleet = fleet;
        this.node = node;
        this.copy = node.dataDir().resolveSibling(node.id().value() + ".day-" + COPIES.incrementAndGet());
    }

    public static Yesterday of(TrialFleet fleet, NodePlan node)
            throws IOException, InterruptedException, TimeoutException {
        Yesterday yesterday = new Yesterday(fleet, node);
        fleet.whileStopped(node, () -> Folders.copyTree(node.dataDir(), yesterday.copy));
        return yesterday;
    }

    /** The node dies, its directory goes, the copy takes its place, and it is declared as restored. */
    public void putBack() throws IOException, InterruptedException, TimeoutException {
        fleet.whileDown(node, this::replace);
        letIn();
    }

    /** The other is put back while this one is down, so that neither gives the other what both are to have forgotten. */
    public void putBackWith(Yesterday other) throws IOException, InterruptedException, TimeoutException {
        fleet.whileDown(node, () -> {
            replace();
            other.putBack();
        });
        letIn();
    }

    private void replace() throws IOException {
        // What it has written since is for people who look for the reason of a failure; the node never reads it.
        Folders.copyTree(node.dataDir().resolve(LOGS), copy.resolve(LOGS));
        Folders.delete(node.dataDir());
        Files.move(copy, node.dataDir());
        Files.createFile(node.dataDir().resolve("RESTORED"));
        if (!node.isCounty()) {
            fleet.forgetEnrolment(node);
        }
    }

    private void letIn() throws InterruptedException, TimeoutException {
        if (!node.isCounty()) {
            fleet.letIn(node);
        }
    }
}
