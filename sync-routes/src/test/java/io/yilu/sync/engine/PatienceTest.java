package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration USUAL = Duration.ofMillis(400);

    private final Patience patience = new Patience(new LineMeter(new TickClock()), Duration.ofSeconds(3));

    @Test
    void a_machine_that_slept_while_a_receipt_was_on_its_way_does_not_wait_for_hours_before_it_sends_again() {
        receipts(20, USUAL);
        receipts(1, Duration.ofHours(8));
        assertThat(patience.now()).isLessThan(Duration.ofMinutes(2));
        receipts(20, USUAL);
        assertThat(patience.now()).isLessThan(Duration.ofSeconds(10));
    }

    private void receipts(int count, Duration delay) {
        for (int i = 0; i < count; i++) {
            patience.receipted(delay);
        }
    }
}
