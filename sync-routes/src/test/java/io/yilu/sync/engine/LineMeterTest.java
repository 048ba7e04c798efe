package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineMeterTest {

    private final LineMeter meter = new LineMeter(() -> Duration.ZERO);

    @Test
    void a_machine_that_slept_while_a_beat_was_on_its_way_does_not_make_the_line_look_days_long() {
        meter.wentRound(Duration.ofDays(12));
        assertThat(meter.roundTrip()).isEqualTo(Duration.ofMinutes(1));
        for (int beat = 0; beat < 8; beat++) {
            meter.wentRound(Duration.ofMillis(120));
        }
        assertThat(meter.roundTrip()).isLessThan(Duration.ofSeconds(1));
    }
}
