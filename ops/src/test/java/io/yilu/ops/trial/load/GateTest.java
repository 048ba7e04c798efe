package io.yilu.ops.trial.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.demo.DemoSites;
import io.yilu.ops.fleet.FleetPlan;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.Ports;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who rests begins nothing, ends what was begun, and everybody else goes on. */
@Timeout(20)
class GateTest {

    private static final Duration SOON = Duration.ofMillis(50);
    private static final FleetPlan PLAN =
            FleetPlan.of(Path.of("/nowhere"), "127.0.0.1", Ports.from(25_000), DemoSites.first(2));
    private static final NodePlan TOWN = PLAN.towns().get(0);
    private static final Counter AT_TOWN = new Counter(TOWN, TOWN);
    private static final Counter ABOUT_TOWN = new Counter(PLAN.county(), TOWN);
    private static final Counter ABOUT_OTHER =
            new Counter(PLAN.county(), PLAN.towns().get(1));

    private final Gate gate = new Gate();

    /** Both are put back to before such a decision, and it would be held nowhere: that is no fault of the exchange. */
    @Test
    void nobody_at_the_county_decides_on_a_town_that_rests_and_other_towns_are_served_on() throws Exception {
        assertThat(gate.close(ABOUT_TOWN, SOON)).isTrue();
        assertThat(gate.enter(ABOUT_TOWN, "decision-1")).isFalse();
        assertThat(gate.enter(ABOUT_OTHER, "decision-2")).isTrue();
        assertThat(gate.enter(AT_TOWN, "accept-3")).isTrue();
        gate.reopen(ABOUT_TOWN);
        assertThat(gate.enter(ABOUT_TOWN, "decision-1")).isTrue();
    }

    @Test
    void what_was_begun_is_asked_until_it_is_answered() throws Exception {
        assertThat(gate.enter(ABOUT_TOWN, "decision-1")).isTrue();
        assertThat(gate.enter(ABOUT_OTHER, "decision-2")).isTrue();
        assertThat(gate.close(ABOUT_TOWN, SOON)).isFalse();
        assertThat(gate.enter(ABOUT_TOWN, "decision-1")).isTrue();
        gate.answered(ABOUT_TOWN, "decision-1");
        assertThat(gate.close(ABOUT_TOWN, SOON)).isTrue();
        assertThat(gate.close(PLAN.county(), SOON))
                .as("the other town's decision")
                .isFalse();
        gate.answered(ABOUT_OTHER, "decision-2");
        assertThat(gate.close(PLAN.county(), SOON)).isTrue();
        assertThat(gate.enter(ABOUT_OTHER, "decision-3")).isFalse();
    }
}
