package io.yilu.ops.simulation;

import io.yilu.sync.engine.Ledger;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Stands between the engine and its ports. Death or a failing database can strike between any two calls, before a call
 * takes effect or after it did and before the engine knows.
 */
final class Guard {

    /** Calls that reach no disk. */
    private static final Set<String> IN_MEMORY = Set.of("isInTransaction", "afterCommit", "isTransient", "identity");

    private final Transactions transactions;
    private final Witness witness;
    private final Map<Object, Object> guarded = new IdentityHashMap<>();
    private boolean dead;
    private boolean databaseAway;
    private long callsToDeath = Long.MAX_VALUE;
    private long callsToFailure = Long.MAX_VALUE;
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
    void killAfter(long calls) {
        callsToDeath = calls;
    }

    /** The process is dead from here on. */
    void kill() {
        dead = true;
    }

    /** After so many calls the database fails the next ones. */
    void failAfter(long calls, long failing) {
        callsToFailure = calls;
        failures = failing;
    }

    void databaseAway(boolean away) {
        databaseAway = away;
    }

    boolean isDead() {
        return dead;
    }

    /** A new process over the same disk. */
    void revive() {
        dead = false;
        depth = 0;
        callsToDeath = Long.MAX_VALUE;
        guarded.clear();
    }

    /** Everything heals, but a dead process stays dead until it is started. */
    void heal() {
        databaseAway = false;
        callsToFailure = Long.MAX_VALUE;
        callsToDeath = Long.MAX_VALUE;
        failures = 0;
    }

    Ledger ledger(Ledger ledger) {
        return Ledger.class.cast(Proxy.newProxyInstance(
                Guard.class.getClassLoader(), new Class<?>[] {Ledger.class}, new LedgerCalls(ledger)));
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
        if (dead || --callsToDeath < 0) {
            dead = true;
            throw new Killed();
        }
        if (database) {
            boolean strikes = --callsToFailure < 0 && failures-- > 0;
            if (strikes || databaseAway) {
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

    private final class LedgerCalls implements InvocationHandler {
        private final Ledger ledger;

        private LedgerCalls(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            if (name.equals("inTransaction")) {
                Object work = arguments[0];
                return work instanceof Runnable runnable
                        ? inTransaction(ledger, () -> {
                            runnable.run();
                            return null;
                        })
                        : inTransaction(ledger, (Supplier<?>) work);
            }
            if (name.equals("isTransient") && arguments[0] instanceof DatabaseAway) {
                return true;
            }
            if (IN_MEMORY.contains(name) || method.getDeclaringClass() == Object.class) {
                return Guard.invoke(ledger, method, arguments);
            }
            Object part = Guard.invoke(ledger, method, arguments);
            return guarded.computeIfAbsent(part, target -> guardPart(method.getReturnType(), target));
        }

        private Object guardPart(Class<?> type, Object part) {
            InvocationHandler calls = (proxy, method, arguments) -> call(part, method, arguments, true);
            return Proxy.newProxyInstance(Guard.class.getClassLoader(), new Class<?>[] {type}, calls);
        }
    }
}
