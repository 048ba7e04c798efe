package io.yilu.ops.trial.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A restore gets the peace that it needs, and no strike waits for ever. */
@Timeout(20)
class TruceTest {

    private static final Duration SOON = Duration.ofMillis(50);

    private final Truce truce = new Truce();

    @Test
    void a_truce_waits_for_what_strikes_and_holds_up_what_would() throws Exception {
        truce.begin();
        truce.begin();
        truce.beginRestore();
        assertThat(truce.declare(SOON)).isFalse();
        truce.end();
        assertThat(truce.declare(SOON)).isTrue();
        CompletableFuture<Void> next = CompletableFuture.runAsync(this::strike);
        assertThat(next).isNotDone();
        truce.lift();
        assertThat(next).isNotDone();
        truce.lift();
        next.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_restore_that_waits_for_its_turn_does_not_stand_in_the_way_of_the_other() throws Exception {
        truce.begin();
        truce.beginRestore();
        CompletableFuture<Void> second = CompletableFuture.runAsync(this::restore);
        assertThat(truce.declare(Duration.ofSeconds(5))).isTrue();
        assertThat(second).isNotDone();
        truce.lift();
        truce.endRestore();
        truce.end();
        second.get(5, TimeUnit.SECONDS);
    }

    private void strike() {
        try {
            truce.begin();
            truce.end();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void restore() {
        try {
            truce.begin();
            truce.beginRestore();
            truce.endRestore();
            truce.end();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
