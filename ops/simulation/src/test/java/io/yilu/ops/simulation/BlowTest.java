package io.yilu.ops.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A fault counts only if it met something. */
class BlowTest {

    private final Blow blow = new Blow();

    @Test
    void a_trouble_that_nobody_was_hindered_by_met_nothing() {
        Trouble trouble = new Trouble();
        trouble.begin(blow);
        trouble.end(blow);
        assertThat(trouble.hinders()).isFalse();
        assertThat(blow.hasBegun()).isTrue();
        assertThat(blow.hasMet()).isFalse();
    }

    @Test
    void a_trouble_ends_for_each_of_its_blows() {
        Trouble trouble = new Trouble();
        Blow other = new Blow();
        trouble.begin(blow);
        trouble.begin(other);
        trouble.end(blow);
        assertThat(trouble.hinders()).isTrue();
        assertThat(other.hasMet()).isTrue();
        assertThat(blow.hasMet()).isFalse();
    }

    @Test
    void what_goes_wrong_so_many_times_goes_right_then() {
        CountedTrouble trouble = new CountedTrouble();
        trouble.add(blow, 2);
        assertThat(List.of(trouble.hinders(), trouble.hinders(), trouble.hinders()))
                .containsExactly(true, true, false);
        assertThat(blow.hasMet()).isTrue();
    }

    /** Before anything was said no file is half received; at the end nobody speaks any more. */
    @Test
    void strikes_that_meet_nothing_are_not_counted() {
        List<Fault> faults = List.of(
                new Fault(1, 0, FaultKind.PARTS_LOST, 1),
                new Fault(2, 0, FaultKind.LINE_CUT, 2),
                new Fault(3, 10_000, FaultKind.LINE_CUT, 3));
        Verdict verdict = new World(new Plan(1, 1, 20, faults), Sabotage.NONE, false).run(Long.MAX_VALUE);
        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.faults())
                .as("only the line that was cut while the town spoke")
                .isEqualTo(1);
    }

    /** The third strikes once there is a process again that it can end. */
    @Test
    void nobody_dies_twice() {
        List<Fault> faults = List.of(
                new Fault(1, 0, FaultKind.DEATH_SOON, 7),
                new Fault(2, 30, FaultKind.DEATH_SOON, 7),
                new Fault(3, 30, FaultKind.DEATH_SOON, 7));
        Verdict verdict = new World(new Plan(2, 1, 3000, faults), Sabotage.NONE, true).run(Long.MAX_VALUE);
        assertThat(verdict.broken()).isEmpty();
        long deaths = verdict.trace().lines(java.util.Set.of()).stream()
                .filter(line -> line.endsWith("dies"))
                .count();
        assertThat(deaths).isEqualTo(3);
        assertThat(verdict.faults()).isEqualTo(3);
    }
}
