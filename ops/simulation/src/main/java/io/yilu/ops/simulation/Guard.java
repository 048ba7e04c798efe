package io.yilu.ops.simulation;

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
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/**
 * Stands between the engine and its ports. Death or a failing database can strike between any two calls, before a call
 * takes effect or after it did and before the engine knows.
 */
final class Guard {

    private final Transactions transactions;
    private final Witness witness;
    private boolean dead;
    private final Trouble databaseAway = new Trouble();
    private long callsToDeath = Long.MAX_VALUE;
    private Blow death = new Blow();
    private long callsToFailure = Long.MAX_VALUE;
    private Blow failure = new Blow();
    private long failures;
    private int depth;

    Guard(Transactions transactions, Witness witness) {
        this.transactions = transactions;
        this.witness = witness;
    }

    /** Sees what the ledger has done for the engine. */
    @FunctionalInterface
    interface Witness {
        void saw(String method, Object[] arguments, Object result);
    }

    /** The process dies at the call after so many. */
    void killAfter(long calls, Blow blow) {
        blow.begins();
        callsToDeath = calls;
        death = blow;
    }

    /** Whether it will die at one of its next calls. */
    boolean isDoomed() {
        return callsToDeath != Long.MAX_VALUE;
    }

    /** The process is dead from here on. */
    void kill() {
        dead = true;
    }

    /** After so many calls the database fails the next ones. */
    void failAfter(long calls, long failing, Blow blow) {
        blow.begins();
        callsToFailure = calls;
        failures = failing;
        failure = blow;
    }

    Trouble databaseAway() {
        return databaseAway;
    }

    boolean isDead() {
        return dead;
    }

    /** A new process over the same disk. */
    void revive() {
        dead = false;
        depth = 0;
        callsToDeath = Long.MAX_VALUE;
    }

    /** Everything heals, but a dead process stays dead until it is started. */
    void heal() {
        databaseAway.heal();
        callsToFailure = Long.MAX_VALUE;
        callsToDeath = Long.MAX_VALUE;
        failures = 0;
    }

    Ledger ledger(Ledger ledger) {
        return new Guarded(ledger);
    }

    <T> T port(Class<T> port, T target) {
        InvocationHandler calls = (proxy, method, arguments) -> call(target, method, arguments, false);
        return port.cast(Proxy.newProxyInstance(Guard.class.getClassLoader(), new Class<?>[] {port}, calls));
    }

    private Object call(Object target, Method method, Object[] arguments, boolean database) throws Throwable {
        step(database);
        Object result = invoke(target, method, arguments);
        if (database) {
            witness.saw(method.getName(), arguments, result);
        }
        step(false);
        return result;
    }

    private void step(boolean database) {
        if (dead) {
            throw new Killed();
        }
        if (isDoomed() && --callsToDeath < 0) {
            dead = true;
            death.meets();
            throw new Killed();
        }
        if (database) {
            boolean strikes = --callsToFailure < 0 && failures-- > 0;
            if (strikes) {
                failure.meets();
            }
            if (strikes || databaseAway.hinders()) {
                throw new DatabaseAway();
            }
        }
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private <T> T inTransaction(Ledger ledger, Supplier<T> work) {
        boolean outermost = depth == 0;
        Transactions.Mark mark = transactions.mark();
        boolean[] committed = {false};
        depth++;
        try {
            T result = ledger.inTransaction(() -> {
                if (outermost) {
                    // First of all, so that nothing can strike between the ledger's commit and the business's.
                    ledger.afterCommit(() -> {
                        committed[0] = true;
                        depth = 0;
                        transactions.commit();
                    });
                }
                step(true);
                T done = work.get();
                step(true);
                return done;
            });
            step(false);
            return result;
        } catch (Throwable failure) {
            if (!committed[0]) {
                transactions.rollBackTo(mark);
            }
            throw failure;
        } finally {
            if (!committed[0]) {
                depth--;
            }
        }
    }

    private <T> T part(Class<T> type, T target) {
        InvocationHandler calls = (proxy, method, arguments) -> call(target, method, arguments, true);
        return type.cast(Proxy.newProxyInstance(Guard.class.getClassLoader(), new Class<?>[] {type}, calls));
    }

    /** The ledger as this process sees it; asking for a part of it reaches no disk yet. */
    private final class Guarded implements Ledger {
        private final Ledger ledger;
        private final OutboxLedger outbox;
        private final InboxLedger inbox;
        private final FileLedger files;
        private final LinkLedger links;
        private final PeerLedger peers;
        private final RecoveryLedger recovery;
        private final RepairLedger repairs;
        private final BackupLedger backups;
        private final Alarms alarms;

        private Guarded(Ledger ledger) {
            this.ledger = ledger;
            this.outbox = part(OutboxLedger.class, ledger.outbox());
            this.inbox = part(InboxLedger.class, ledger.inbox());
            this.files = part(FileLedger.class, ledger.files());
            this.links = part(LinkLedger.class, ledger.links());
            this.peers = part(PeerLedger.class, ledger.peers());
            this.recovery = part(RecoveryLedger.class, ledger.recovery());
            this.repairs = part(RepairLedger.class, ledger.repairs());
            this.backups = part(BackupLedger.class, ledger.backups());
            this.alarms = part(Alarms.class, ledger.alarms());
        }

        @Override
        public <T> T inTransaction(Supplier<T> work) {
            return Guard.this.inTransaction(ledger, work);
        }

        @Override
        public boolean isInTransaction() {
            return ledger.isInTransaction();
        }

        @Override
        public void afterCommit(Runnable action) {
            ledger.afterCommit(action);
        }

        @Override
        public boolean isTransient(RuntimeException failure) {
            return failure instanceof DatabaseAway || ledger.isTransient(failure);
        }

        @Override
        public NodeIdentity identity() {
            return ledger.identity();
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
}
