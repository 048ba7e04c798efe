package io.yilu.ops.fleet;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A bounded wait by asking again and again. */
public final class Deadline {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final long endNanos;
    private final Duration limit;

    private Deadline(Duration limit) {
        this.limit = limit;
        this.endNanos = System.nanoTime() + limit.toNanos();
    }

    public static Deadline in(Duration limit) {
        return new Deadline(limit);
    }

    public boolean hasPassed() {
        return System.nanoTime() - endNanos >= 0;
    }

    /** Returns what {@code attempt} gives as soon as it gives something, else fails naming what was awaited. */
    public <T> T await(String what, Supplier<Optional<T>> attempt) throws InterruptedException, TimeoutException {
        while (true) {
            Optional<T> result = attempt.get();
            if (result.isPresent()) {
                return result.get();
            }
            if (hasPassed()) {
                throw new TimeoutException("Not within " + limit.toSeconds() + " s: " + what);
            }
            pause(PAUSE);
        }
    }

    public void awaitTrue(String what, BooleanSupplier condition) throws InterruptedException, TimeoutException {
        await(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** As {@link #awaitTrue}, but a passed deadline is an answer. */
    public boolean isMet(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (hasPassed()) {
                return false;
            }
            pause(PAUSE);
        }
        return true;
    }

    /** Waits; unlike a sleep it names its unit and belongs to a bounded loop. */
    public static void pause(Duration time) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        assert !never;
    }
}
