package io.yilu.ops.trial.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.demo.DemoSites;
import io.yilu.ops.fleet.FleetPlan;
import io.yilu.ops.fleet.Ports;
import io.yilu.ops.trial.faults.Fault.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
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

    @Test
    void what_is_promised_in_both_directions_is_attacked_on_both_sides() {
        List<Fault> both = FaultList.struck().stream()
                .filter(fault -> fault.side() == Side.EITHER)
                .toList();
        assertThat(both)
                .extracting(Fault::name)
                .contains(
                        "kill-told-not-sent",
                        "kill-sent-not-noted",
                        "kill-stored-not-applied",
                        "kill-committed-not-receipted",
                        "kill-receipted-not-acknowledged",
                        "kill-receipt-not-noted",
                        "kill-chunk-not-noted",
                        "receipts-lost",
                        "receipts-doubled",
                        "receipts-late",
                        "messages-lost",
                        "messages-gapped",
                        "messages-doubled",
                        "messages-out-of-order",
                        "chunks-spoilt",
                        "chunks-lost");
        List<Schedule.Entry> strikes = LongStream.range(0, 30)
                .boxed()
                .flatMap(seed -> drawn(seed).entries().stream())
                .toList();
        assertThat(both)
                .allSatisfy(fault -> assertThat(strikes.stream()
                                .filter(entry -> entry.fault().name().equals(fault.name()))
                                .map(entry -> entry.track().isCounty()))
                        .as(fault.name())
                        .contains(true, false));
    }

    private static Schedule drawn(long seed) {
        return Schedule.draw(seed, FaultList.struck(), PLAN.county(), PLAN.towns(), Duration.ofMinutes(6));
    }
}
