package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms;
import io.yilu.sync.engine.BackupLedger;
import io.yilu.sync.engine.FileLedger;
import io.yilu.sync.engine.InboxLedger;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.LinkLedger;
import io.yilu.sync.engine.NodeIdentity;
import io.yilu.sync.engine.OutboxLedger;
import io.yilu.sync.engine.PeerLedger;
import io.yilu.sync.engine.RecoveryLedger;
import io.yilu.sync.engine.RepairLedger;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The ledger's twin in memory, for the simulation and the engine's tests; held to the same contract as the real one. */
public final class MemoryLedger implements Ledger {

    private final UndoLog undo = new UndoLog();
    private final Clock clock;
    private final MemoryFileLedger files;
    private final MemoryOutboxLedger outbox;
    private final MemoryInboxLedger inbox;
    private final MemoryRecoveryLedger recovery;
    private final MemoryBackupLedger backups;
    private final MemoryPeerLedger peers = new MemoryPeerLedger(undo);
    private final MemoryLinkLedger links = new MemoryLinkLedger();
    private final MemoryRepairLedger repairs;
    private final MemoryAlarms alarms;
    private NodeIdentity identity;

    public MemoryLedger(NodeId node, UUID instance, Clock clock) {
        this.clock = clock;
        this.identity = new NodeIdentity(node, instance, 1, instance);
        this.files = new MemoryFileLedger(undo, clock);
        Map<NodeId, Long> backedUp = undo.table(new HashMap<>());
        this.inbox = new MemoryInboxLedger(node, undo, backedUp);
        this.outbox = new MemoryOutboxLedger(node, undo, files, inbox);
        this.backups = new MemoryBackupLedger(undo, outbox, backedUp, clock.instant());
        this.recovery = new MemoryRecoveryLedger(node, undo, outbox, inbox, files);
        this.repairs = new MemoryRepairLedger(undo, inbox, outbox, files);
        this.alarms = new MemoryAlarms(undo, clock);
    }

    /** What a backup would hold: everything committed, the identity included. */
    public MemoryLedger copy() {
        MemoryLedger copy = new MemoryLedger(identity.node(), identity.instance(), clock);
        copy.identity = identity;
        undo.copyTo(copy.undo);
        return copy;
    }

    /** The process over this ledger starts again: the epoch grows. */
    public void start(UUID boot) {
        identity = new NodeIdentity(identity.node(), identity.instance(), identity.epoch() + 1, boot);
    }

    /** This ledger was restored on purpose: it gets a new instance and its history back from these peers. */
    public void restored(UUID instance, Collection<NodeId> from) {
        identity = new NodeIdentity(identity.node(), instance, identity.epoch(), identity.boot());
        from.forEach(recovery::begin);
        from.forEach(peers::recall);
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

    @Override
    public PeerLedger peers() {
        return peers;
    }

    @Override
    public RecoveryLedger recovery() {
        return recovery;
    }

    @Override
    public RepairLedger repairs() {
        return repairs;
    }

    @Override
    public BackupLedger backups() {
        return backups;
    }

    @Override
    public Alarms alarms() {
        return alarms;
    }
}
