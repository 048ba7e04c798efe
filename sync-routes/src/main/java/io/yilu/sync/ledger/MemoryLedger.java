package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.FileLedger;
import io.yilu.sync.engine.InboxLedger;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.LinkLedger;
import io.yilu.sync.engine.NodeIdentity;
import io.yilu.sync.engine.OutboxLedger;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/** The ledger's twin in memory, for the simulation and the engine's tests; held to the same contract as the real one. */
public final class MemoryLedger implements Ledger {

    private final UndoLog undo = new UndoLog();
    private final NodeIdentity identity;
    private final MemoryFileLedger files;
    private final MemoryOutboxLedger outbox;
    private final MemoryInboxLedger inbox;
    private final MemoryLinkLedger links = new MemoryLinkLedger();

    public MemoryLedger(NodeId node, UUID instance, Clock clock) {
        this.identity = new NodeIdentity(node, instance, 1);
        this.files = new MemoryFileLedger(undo, clock);
        this.outbox = new MemoryOutboxLedger(undo, files);
        this.inbox = new MemoryInboxLedger(undo);
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        return undo.run(work);
    }

    @Override
    public boolean isInTransaction() {
        return undo.isOpen();
    }

    @Override
    public void afterCommit(Runnable action) {
        undo.afterCommit(action);
    }

    @Override
    public boolean isTransient(RuntimeException failure) {
        return false;
    }

    @Override
    public NodeIdentity identity() {
        return identity;
    }

    @Override
    public OutboxLedger outbox() {
        return outbox;
    }

    @Override
    public InboxLedger inbox() {
        return inbox;
    }

    @Override
    public FileLedger files() {
        return files;
    }

    @Override
    public LinkLedger links() {
        return links;
    }
}
