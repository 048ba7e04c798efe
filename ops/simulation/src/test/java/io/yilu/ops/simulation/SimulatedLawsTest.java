package io.yilu.ops.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of the exchange under schedules of faults; each run takes about a second. */
class SimulatedLawsTest {

    private static final int TOWNSHIPS = 3;
    private static final long APART = 150;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void every_law_holds_whatever_goes_wrong_together(long seed) {
        Verdict verdict = run(Plan.drawn(seed, TOWNSHIPS, 300, 50));
        assertHolds(verdict);
        // Cases that only a lost disk held are never heard.
        assertThat(verdict.messages()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void law_1_what_was_accepted_arrives_though_processes_die_between_any_two_steps() {
        assertHolds(only(11, FaultKind.DEATH, FaultKind.DEATH_SOON, FaultKind.DEATH_OF_ALL));
    }

    @Test
    void law_1_an_emptied_broker_loses_nothing() {
        assertHolds(only(12, FaultKind.BROKER_EMPTIED, FaultKind.DEATH));
    }

    @Test
    void law_2_nothing_is_applied_twice_though_frames_come_again_and_databases_give_up() {
        assertHolds(only(13, FaultKind.OLD_FRAMES_AGAIN, FaultKind.DEADLOCK, FaultKind.DEATH, FaultKind.OTHER_BYTES));
    }

    @Test
    void law_3_only_what_is_committed_is_receipted_while_databases_fail() {
        assertHolds(only(14, FaultKind.DATABASE_AWAY, FaultKind.DEADLOCK, FaultKind.DEATH_SOON));
    }

    @Test
    void law_4_order_within_a_case_survives_every_kind_of_line() {
        assertHolds(only(
                15, FaultKind.LOSSY, FaultKind.HELD_BACK, FaultKind.FLAPPING, FaultKind.ONE_WAY, FaultKind.HALF_OPEN));
    }

    @Test
    void law_4_order_within_a_case_survives_handlers_that_fail_for_a_while() {
        assertHolds(only(24, FaultKind.FAILING_HANDLER, FaultKind.DEADLOCK));
    }

    @Test
    void law_6_every_file_arrives_byte_for_byte_though_disks_fail_and_lie() {
        assertHolds(only(
                16,
                FaultKind.DISK_FULL,
                FaultKind.DISK_LIES,
                FaultKind.DISK_UNREADABLE,
                FaultKind.PARTS_LOST,
                FaultKind.SPOILT_CHUNKS,
                FaultKind.DEATH));
    }

    @Test
    void law_3_what_either_side_still_holds_is_there_again_after_restores_and_copies() {
        SplittableRandom random = new SplittableRandom(18);
        List<FaultKind> kinds =
                List.of(FaultKind.TOWN_RESTORED, FaultKind.COUNTY_RESTORED, FaultKind.BOTH_RESTORED, FaultKind.CLONED);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            faults.add(new Fault(i + 1, 20L * i, kinds.get(i % kinds.size()), random.nextLong()));
        }
        Verdict verdict = run(new Plan(18, TOWNSHIPS, 2000, faults));
        assertHolds(verdict);
        assertThat(verdict.met()).containsExactlyInAnyOrderElementsOf(kinds);
        assertThat(verdict.messages()).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void law_3_what_comes_days_late_and_what_waited_for_days_does_no_harm() {
        SplittableRandom random = new SplittableRandom(22);
        List<FaultKind> kinds = List.of(
                FaultKind.DAYS_AWAY, FaultKind.DAYS_LATE, FaultKind.DEATH, FaultKind.DAYS_LATE, FaultKind.LOSSY);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            faults.add(new Fault(i + 1, 200L * i, kinds.get(i % kinds.size()), random.nextLong()));
        }
        Verdict verdict = run(new Plan(22, TOWNSHIPS, 6000, faults));
        assertHolds(verdict);
        assertThat(verdict.met()).containsAll(kinds);
        assertThat(verdict.messages()).isGreaterThanOrEqualTo(6000);
        assertThat(verdict.simulated()).isGreaterThan(Duration.ofDays(30));
    }

    @Test
    void law_3_a_node_put_back_by_a_day_has_again_what_the_other_side_holds() {
        List<Fault> faults = new ArrayList<>();
        List<FaultKind> kinds = List.of(FaultKind.TOWN_RESTORED, FaultKind.COUNTY_RESTORED, FaultKind.BOTH_RESTORED);
        SplittableRandom random = new SplittableRandom(23);
        for (int i = 0; i < 9; i++) {
            faults.add(new Fault(i + 1, 300L * i, kinds.get(i % kinds.size()), random.nextLong()));
        }
        Verdict verdict = run(new Plan(23, TOWNSHIPS, 6000, faults));
        assertHolds(verdict);
        assertThat(verdict.met()).containsExactlyInAnyOrderElementsOf(kinds);
        assertThat(verdict.simulated()).as("some backups were hours old").isGreaterThan(Duration.ofHours(12));
    }

    @Test
    void law_8_a_town_speaks_again_once_its_copy_is_found_though_it_stood_still_in_between() {
        assertHolds(only(21, FaultKind.CLONED, FaultKind.STANDSTILL));
    }

    @Test
    void law_11_what_killed_the_process_five_times_gets_through_once_it_staff_retry_it() {
        SplittableRandom random = new SplittableRandom(20);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            faults.add(new Fault(i + 1, 20L * i, FaultKind.DEADLY_MESSAGE, random.nextLong()));
        }
        Verdict verdict = run(new Plan(20, TOWNSHIPS, 6000, faults));
        assertHolds(verdict);
        assertThat(verdict.retried()).isPositive();
    }

    @Test
    void law_9_a_clock_that_jumps_loses_and_reorders_nothing() {
        assertHolds(only(19, FaultKind.CLOCK_WRONG, FaultKind.DEATH, FaultKind.LINE_CUT));
    }

    @Test
    void law_8_a_town_that_speaks_for_another_changes_nothing() {
        assertHolds(only(17, FaultKind.FORGED_ORIGIN, FaultKind.GARBAGE));
    }

    @Test
    void a_seed_gives_the_same_run_to_the_last_byte() {
        Plan plan = Plan.drawn(4, TOWNSHIPS, 200, 30);
        Verdict once = new World(plan, Sabotage.NONE, true).run(Long.MAX_VALUE);
        Verdict again = new World(plan, Sabotage.NONE, true).run(Long.MAX_VALUE);
        assertThat(again.trace().lines(java.util.Set.of()))
                .isEqualTo(once.trace().lines(java.util.Set.of()));
        assertThat(again.fingerprint()).isEqualTo(once.fingerprint());
        assertThat(run(Plan.drawn(5, TOWNSHIPS, 200, 30)).fingerprint()).isNotEqualTo(once.fingerprint());
    }

    private static Verdict only(long seed, FaultKind... kinds) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Fault> faults = new ArrayList<>();
        // Far enough apart that something moves between two of them, or most would meet nothing.
        for (int i = 0; i < 3 * kinds.length; i++) {
            faults.add(new Fault(i + 1, APART * i, kinds[i % kinds.length], random.nextLong()));
        }
        long messages = APART * faults.size();
        Verdict verdict = run(new Plan(seed, TOWNSHIPS, messages, faults));
        assertThat(verdict.messages()).isGreaterThanOrEqualTo(messages);
        assertThat(verdict.met()).as("each kind met something").containsExactlyInAnyOrder(kinds);
        return verdict;
    }

    private static Verdict run(Plan plan) {
        return new World(plan, Sabotage.NONE, false).run(Long.MAX_VALUE);
    }

    private static void assertHolds(Verdict verdict) {
        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.arrived()).isEqualTo(verdict.accepted()).isPositive();
        assertThat(verdict.met()).as("strikes that met something").isNotEmpty();
    }
}
