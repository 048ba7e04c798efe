package io.yilu.sync.engine;

import io.yilu.sync.Alarms;
import java.util.function.Supplier;

/** Port: the durable truth of a node. Each part keeps its own tables; all of them share one transaction. */
public interface Ledger {

    /** Runs the work in a transaction, joining the caller's if there is one; a throw rolls back. */
    <T> T inTransaction(Supplier<T> work);

    /** The same without a result. */
    default void inTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return true;
        });
    }

    /** Whether the caller is inside a transaction. */
    boolean isInTransaction();

    /** Runs the action once the surrounding transaction has committed, or at once outside of one. */
    void afterCommit(Runnable action);

    /** Whether this failure may be gone at the next attempt: deadlock, lock wait, database away. */
    boolean isTransient(RuntimeException failure);

    /** The identity of this database. */
    NodeIdentity identity();

    OutboxLedger outbox();

    InboxLedger inbox();

    FileLedger files();

    LinkLedger links();

    PeerLedger peers();

    RecoveryLedger recovery();

    RepairLedger repairs();

    BackupLedger backups();

    Alarms alarms();
}
