package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockMeterTest {

    private static final Duration TWENTY_YEARS = Duration.ofDays(20 * 365);

    private final TickClock own = new TickClock();
    private final ClockMeter meter = new ClockMeter(own, own);
    private Duration peerIsAhead = Duration.ofMinutes(3);

    @Test
    void nothing_is_known_before_the_first_answer() {
        assertThat(meter.offset()).isEmpty();
    }

    @Test
    void half_of_the_round_trip_is_taken_for_the_way_of_the_answer() {
        beat(Duration.ofMillis(60), Duration.ofMillis(60));
        assertThat(offset()).isEqualTo(Duration.ofMinutes(3));
        assertThat(meter.offset().orElseThrow().error()).isBetween(Duration.ofMillis(60), Duration.ofMillis(61));
    }

    @Test
    void a_full_line_in_one_direction_does_not_spoil_what_was_measured_before() {
        beat(Duration.ofMillis(60), Duration.ofMillis(60));
        own.tick(Duration.ofSeconds(1));
        beat(Duration.ofSeconds(4), Duration.ofMillis(60));
        assertThat(offset()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void the_error_that_is_stated_holds_on_the_worst_line() {
        beat(Duration.ofSeconds(3), Duration.ZERO);
        ClockMeter.Offset measured = meter.offset().orElseThrow();
        assertThat(measured.value().minus(peerIsAhead).abs()).isLessThanOrEqualTo(measured.error());
    }

    @Test
    void law_9_a_peer_whose_date_is_set_is_noticed_with_the_next_answer() {
        beat(Duration.ofMillis(60), Duration.ofMillis(60));
        peerIsAhead = TWENTY_YEARS.negated();
        own.tick(Duration.ofSeconds(12));
        beat(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThat(offset()).isEqualTo(TWENTY_YEARS.negated());
    }

    @Test
    void law_9_when_this_nodes_own_date_is_set_the_offset_follows_without_any_answer() {
        beat(Duration.ofMillis(60), Duration.ofMillis(60));
        own.jump(TWENTY_YEARS.negated());
        own.tick(Duration.ofDays(10));
        assertThat(offset()).isEqualTo(TWENTY_YEARS.plusMinutes(3));
    }

    @Test
    void a_good_answer_replaces_one_that_has_aged() {
        beat(Duration.ofMillis(10), Duration.ofMillis(10));
        own.tick(Duration.ofDays(1));
        assertThat(meter.offset().orElseThrow().error()).isGreaterThan(Duration.ofSeconds(17));
        beat(Duration.ofMillis(60), Duration.ofMillis(60));
        assertThat(meter.offset().orElseThrow().error()).isBetween(Duration.ofMillis(60), Duration.ofMillis(61));
    }

    private Duration offset() {
        return meter.offset().orElseThrow().value();
    }

    private void beat(Duration there, Duration back) {
        Duration sentAt = own.elapsed();
        own.tick(there);
        Instant peerClock = own.instant().plus(peerIsAhead);
        own.tick(back);
        meter.answered(sentAt, peerClock);
    }
}
