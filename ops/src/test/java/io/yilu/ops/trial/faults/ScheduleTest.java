package io.yilu.ops.trial.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.demo.DemoSites;
import io.yilu.ops.fleet.FleetPlan;
import io.yilu.ops.fleet.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final FleetPlan PLAN =
            FleetPlan.of(Path.of("/nowhere"), "127.0.0.1", Ports.from(25_000), DemoSites.first(3));

    @Test
    void the_same_seed_draws_the_same_schedule_and_another_seed_another() {
        assertThat(drawn(1).table()).isEqualTo(drawn(1).table()).isNotEqualTo(drawn(2).table());
        assertThat(drawn(1).entries().stream().map(Schedule.Entry::seed))
                .isEqualTo(drawn(1).entries().stream().map(Schedule.Entry::seed).toList());
    }

    @Test
    void every_fault_strikes_once_within_the_time() {
        List<Schedule.Entry> entries = drawn(5).entries();
        assertThat(entries.stream().map(entry -> entry.fault().name()))
                .containsExactlyInAnyOrderElementsOf(
                        FaultList.struck().stream().map(Fault::name).toList());
        assertThat(entries).allSatisfy(entry -> assertThat(entry.at()).isLessThan(Duration.ofMinutes(6)));
    }

    private static Schedule drawn(long seed) {
        return Schedule.draw(seed, FaultList.struck(), PLAN.county(), PLAN.towns(), Duration.ofMinutes(6));
    }
}
