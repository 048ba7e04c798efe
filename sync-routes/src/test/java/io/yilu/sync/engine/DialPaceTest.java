package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DialPaceTest {

    private static final Duration TICK = Duration.ofMillis(250);

    private final DialPace pace = new DialPace(new Random(1)::nextDouble);
    private Duration now = Duration.ofHours(5);

    @Test
    void the_first_minute_is_dialled_each_second_and_at_once() {
        List<Duration> pauses = pausesOver(Duration.ofSeconds(60));
        assertThat(pauses.get(0)).isZero();
        assertThat(pauses.subList(1, pauses.size()))
                .hasSizeBetween(58, 60)
                .allSatisfy(pause -> assertThat(pause).isEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void later_pauses_grow_to_half_a_minute_and_are_spread() {
        pausesOver(Duration.ofSeconds(120));
        List<Duration> pauses = pausesOver(Duration.ofMinutes(30));
        assertThat(pauses.subList(pauses.size() - 40, pauses.size()))
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(18), Duration.ofMillis(30_250)))
                .satisfies(last -> assertThat(last.stream().distinct().count()).isGreaterThan(20));
    }

    @Test
    void a_success_restarts_the_count() {
        pausesOver(Duration.ofMinutes(10));
        pace.succeeded();
        assertThat(pausesOver(Duration.ofSeconds(10)).subList(1, 9))
                .allSatisfy(pause -> assertThat(pause).isEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void who_is_refused_waits_at_once_as_after_a_long_loss_and_hurries_again_when_something_came_up() {
        pace.dialled(now);
        pace.refused(now);
        assertThat(pace.isDue(now.plusSeconds(17))).isFalse();
        assertThat(pace.isDue(now.plusSeconds(30))).isTrue();
        pace.dueNow();
        assertThat(pace.isDue(now)).isTrue();
    }

    private List<Duration> pausesOver(Duration time) {
        List<Duration> pauses = new ArrayList<>();
        Duration end = now.plus(time);
        Duration last = now;
        for (; now.compareTo(end) < 0; now = now.plus(TICK)) {
            if (pace.isDue(now)) {
                pauses.add(now.minus(last));
                last = now;
                pace.dialled(now);
            }
        }
        return pauses;
    }
}
