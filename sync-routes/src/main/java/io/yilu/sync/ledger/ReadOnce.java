package io.yilu.sync.ledger;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the tables say of something that is asked at every message and changes seldom in a node's life. */
final class ReadOnce<T> {

    private final Supplier<T> read;
    private final Consumer<Runnable> afterCompletion;
    private final AtomicLong changes = new AtomicLong();
    /** Null while it must be read anew. */
    private volatile @Nullable T known;

    ReadOnce(Supplier<T> read, Consumer<Runnable> afterCompletion) {
        this.read = read;
        this.afterCompletion = afterCompletion;
    }

    T get() {
        T now = known;
        if (now == null) {
            long before = changes.get();
            now = read.get();
            if (before == changes.get()) {
                known = now;
            }
        }
        return now;
    }

    /** Read anew now, for this transaction, and after its end, however it ends, for whoever has read another state meanwhile. */
    void changed() {
        forget();
        afterCompletion.accept(this::forget);
    }

    private void forget() {
        changes.incrementAndGet();
        known = null;
    }
}
