package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms.Alarm;
import io.yilu.sync.Deliveries.State;
import io.yilu.sync.engine.RecoveryLedger.Phase;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lost disk, a backup put back or a copied machine does to the laws: nothing that any node still holds is lost. */
class RestoreLawsTest {

    private static final NodeId TOWN = NodeId.of("610924102");

    private final TickClock clock = new TickClock();
    private BadLine line = new BadLine(1, 0, 0);
    private TestNode town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
    private TestNode county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);

    /** A case that goes to and fro: the county answers each step of the town, and a person adds one now and then. */
    private void talk(int from, int to) {
        county.beforeApplying(message -> county.answer(
                TOWN, message.subject(), "answer to " + message.payload().step()));
        for (int i = from; i <= to; i++) {
            // A node that is being rebuilt takes no new work.
            if (isWhole(town)) {
                town.say(NodeId.COUNTY, number(i % 7), "step " + i);
            }
            if (i % 3 == 0) {
                run(20);
                if (isWhole(county)) {
                    county.say(TOWN, number(i % 7), "word " + i);
                }
            }
        }
    }

    @Test
    void law_3_a_town_restored_from_yesterday_has_today_again() {
        talk(1, 20);
        run(60);
        TestNode.Backup yesterday = town.backup();
        talk(21, 50);
        run(60);
        Map<String, List<String>> today = town.backup().history();
        town.restore(yesterday);
        letBackIn(county, town);
        run(80);
        assertThat(town.history()).isEqualTo(today);
        assertThat(town.ledger().recovery().open()).isEmpty();
        town.say(NodeId.COUNTY, number(1), "after the restore");
        run(40);
        assertThat(county.applied().get(number(1).value())).endsWith("after the restore");
        assertThat(delivery(town, number(1))).isEqualTo(State.COMPLETE);
        assertThat(county.ledger().alarms().open()).isEmpty();
    }

    @Test
    void law_3_a_county_restored_from_yesterday_has_today_again_and_says_nothing_twice() {
        talk(1, 20);
        run(60);
        TestNode.Backup yesterday = county.backup();
        talk(21, 50);
        run(60);
        Map<String, List<String>> today = county.backup().history();
        Map<String, List<String>> inTown = town.backup().history();
        county.restore(yesterday);
        county.beforeApplying(message -> county.answer(
                TOWN, message.subject(), "answer to " + message.payload().step()));
        run(120);
        assertThat(county.history()).isEqualTo(today);
        assertThat(town.history()).isEqualTo(inTown);
        assertThat(county.ledger().recovery().open()).isEmpty();
        talk(51, 60);
        run(60);
        assertThat(county.history()).isNotEqualTo(today);
        assertThat(delivery(town, number(3))).isEqualTo(State.COMPLETE);
    }

    @Test
    void law_3_a_backup_made_in_the_middle_of_a_recovery_is_no_whole_history_and_says_nothing_twice() {
        boolean[] fails = {false};
        talk(1, 10);
        run(60);
        TestNode.Backup yesterday = county.backup();
        talk(11, 20);
        run(60);
        county.cannotTellNeeds(true);
        county.restore(yesterday);
        county.beforeApplying(message -> {
            if (fails[0]) {
                throw new TransientException("YILU-TEST-001", "Not now.", "Wait.");
            }
            county.answer(
                    TOWN, message.subject(), "answer to " + message.payload().step());
        });
        run(120);
        fails[0] = true;
        town.say(NodeId.COUNTY, number(1), "a question");
        run(4);
        TestNode.Backup inTheMiddle = county.backup();
        assertThat(inTheMiddle.ledger().recovery().phase(TOWN)).isEqualTo(Phase.REPLAYING);
        county.cannotTellNeeds(false);
        fails[0] = false;
        run(100);
        Map<String, List<String>> today = county.backup().history();
        Map<String, List<String>> inTown = town.backup().history();
        assertThat(inTown.get(number(1).value())).endsWith("heard answer to a question");

        county.restore(inTheMiddle);
        for (int i = 0; i < 20; i++) {
            clock.tick(Duration.ofSeconds(1));
            county.exchange().tick();
        }
        assertThat(county.ledger().recovery().phase(TOWN)).isEqualTo(Phase.FETCHING);
        run(200);
        assertThat(county.history()).isEqualTo(today);
        assertThat(town.history()).isEqualTo(inTown);
    }

    @Test
    void law_3_a_town_on_a_new_machine_with_nothing_gets_everything_back_with_its_files() {
        FileManifest scan = town.sendFile(NodeId.COUNTY, number(1), new byte[] {1, 2, 3});
        talk(1, 30);
        run(80);
        Map<String, List<String>> today = town.backup().history();
        line = new BadLine(2, 0, 0);
        TestNode before = county;
        TestNode fresh = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
        county = before.movedTo(line);
        fresh.ledger().restored(UUID.randomUUID(), List.of());
        letBackIn(county, fresh);
        run(120);
        assertThat(fresh.history()).isEqualTo(today);
        assertThat(fresh.chunks().isVisible(scan.sha256())).isTrue();
    }

    @Test
    void law_3_what_was_written_after_a_restore_moves_behind_what_the_other_side_holds() {
        talk(1, 10);
        run(60);
        TestNode.Backup yesterday = town.backup();
        talk(11, 20);
        run(60);
        town.restore(yesterday);
        town.say(NodeId.COUNTY, number(1), "written before anyone knew");
        letBackIn(county, town);
        run(80);
        assertThat(county.applied().get(number(1).value()))
                .containsOnlyOnce("written before anyone knew")
                .endsWith("written before anyone knew");
        assertThat(county.ledger().inbox().heldMessages(TOWN)).isZero();
        assertThat(county.applied().values())
                .allSatisfy(steps -> assertThat(steps).doesNotHaveDuplicates());
    }

    @Test
    void law_3_a_message_that_no_node_holds_any_more_is_named_and_stops_nothing() {
        talk(1, 5);
        run(60);
        TestNode.Backup yesterday = town.backup();
        town.say(NodeId.COUNTY, number(1), "first");
        town.say(NodeId.COUNTY, number(2), "never arrives");
        line.loseNextMessages();
        town.say(NodeId.COUNTY, number(2), "second");
        county.beforeApplying(message -> {});
        run(1);
        town.restore(yesterday);
        letBackIn(county, town);
        run(120);
        town.say(NodeId.COUNTY, number(2), "third");
        run(60);
        assertThat(county.applied().get(number(2).value())).endsWith("third");
    }

    @Test
    void law_4_what_the_county_made_of_something_that_both_sides_lost_comes_back_and_closes_nothing() {
        talk(1, 5);
        run(60);
        TestNode.Backup townBefore = town.backup();
        TestNode.Backup countyBefore = county.backup();
        town.say(NodeId.COUNTY, number(1), "lost with both");
        run(20);
        county.say(TOWN, number(1), "made of it");
        run(20);
        town.restore(townBefore);
        letBackIn(county, town);
        line.delay("HandedBack");
        run(40);
        county.restore(countyBefore);
        line.delay("");
        run(200);

        assertThat(county.ledger().recovery().isWhole()).isTrue();
        assertThat(county.history().get(number(1).value())).endsWith("said made of it");
        assertThat(county.ledger().alarms().open()).extracting(Alarm::code).contains("YILU-INBOX-004");
        town.say(NodeId.COUNTY, number(1), "said anew");
        run(60);
        assertThat(county.applied().get(number(1).value())).endsWith("said anew");
    }

    @Test
    void law_3_what_a_town_had_fetched_back_goes_again_to_a_county_that_lost_it_meanwhile() {
        TestNode.Backup townBefore = town.backup();
        TestNode.Backup countyBefore = county.backup();
        for (int i = 1; i <= 250; i++) {
            town.say(NodeId.COUNTY, number(1), "step " + i);
        }
        run(60);
        town.restore(townBefore);
        letBackIn(county, town);
        for (int i = 0; i < 400 && town.ledger().recovery().fetchedThrough(NodeId.COUNTY) == 0; i++) {
            clock.tick(Duration.ofMillis(1));
            line.tickAll();
            line.deliver();
        }
        long fetched = town.ledger().recovery().fetchedThrough(NodeId.COUNTY);
        assertThat(town.ledger().recovery().phase(NodeId.COUNTY)).isEqualTo(RecoveryLedger.Phase.FETCHING);
        assertThat(fetched).isPositive();
        county.restore(countyBefore);
        run(300);

        assertThat(town.ledger().recovery().isWhole()).isTrue();
        assertThat(county.applied().get(number(1).value()))
                .hasSize((int) fetched)
                .endsWith("step " + fetched);
    }

    @Test
    void law_5_a_replay_that_stumbles_leaves_the_line_and_everything_else_alone() {
        talk(1, 5);
        run(60);
        TestNode.Backup yesterday = town.backup();
        talk(6, 9);
        run(60);
        Map<String, List<String>> today = town.backup().history();
        town.cannotTellNeeds(true);
        town.restore(yesterday);
        letBackIn(county, town);
        run(120);
        county.say(TOWN, number(3), "meanwhile");
        run(40);
        assertThat(town.ledger().recovery().open()).containsExactly(NodeId.COUNTY);
        assertThat(county.ledger().outbox().waiting(TOWN).messages())
                .as("it came and was receipted")
                .isZero();

        town.cannotTellNeeds(false);
        run(40);
        assertThat(town.ledger().recovery().isWhole()).isTrue();
        assertThat(town.history()).containsAllEntriesOf(without(today, number(3)));
        assertThat(town.history().get(number(3).value())).endsWith("heard meanwhile");
    }

    private static Map<String, List<String>> without(Map<String, List<String>> history, CaseNumber number) {
        Map<String, List<String>> others = new java.util.HashMap<>(history);
        others.remove(number.value());
        return others;
    }

    @Test
    void law_8_a_restored_town_is_not_heard_before_its_machine_is_let_in_again() {
        talk(1, 10);
        run(60);
        TestNode.Backup yesterday = town.backup();
        talk(11, 20);
        run(60);
        town.restore(yesterday);
        town.say(NodeId.COUNTY, number(1), "not yet");
        run(60);
        assertThat(county.applied().get(number(1).value())).doesNotContain("not yet");
        assertThat(county.ledger().alarms().open()).extracting(Alarm::code).contains("YILU-FENCE-001");
        assertThat(town.ledger().alarms().open()).extracting(Alarm::code).contains("YILU-FENCE-002");
    }

    @ParameterizedTest
    @CsvSource({"1, Two copies", "2, An older copy"})
    void law_8_an_older_copy_and_a_clone_with_the_same_certificate_are_fenced(int runsSince, String alarm) {
        talk(1, 10);
        run(60);
        TestNode.Backup backup = town.backup();
        for (int i = 0; i < runsSince; i++) {
            run(10);
            town.start();
            run(40);
        }
        // It begins the run after its backup: as far as the town itself has come, or less.
        TestNode copy = town.copyOf(backup);
        copy.say(NodeId.COUNTY, number(1), "from the copy");
        run(60);
        assertThat(county.applied().get(number(1).value())).doesNotContain("from the copy");
        assertThat(county.ledger().alarms().open()).singleElement().satisfies(open -> {
            assertThat(open.code()).isEqualTo("YILU-FENCE-001");
            assertThat(open.text()).startsWith(alarm);
        });
        line.join(town);
        town.say(NodeId.COUNTY, number(1), "from the town");
        run(60);
        assertThat(county.applied().get(number(1).value())).endsWith("from the town");
    }

    @Test
    void law_8_who_is_not_heard_leaves_the_line_to_the_town_that_is_and_asks_twice_a_minute() {
        talk(1, 10);
        run(60);
        TestNode copy = town.copyOf(town.backup());
        run(10);
        line.join(town);
        town.start();
        town.start();
        run(60);
        assertThat(line.hangUps()).isZero();
        line.joinBeside(copy);
        for (int i = 0; i < 200 && line.hangUps() == 0; i++) {
            run(1);
        }
        int hangUps = line.hangUps();
        int hellos = line.hellos();
        assertThat(hangUps).as("after it was refused").isPositive();
        // Before it asks again, and each too soon for what it had taken to be sent anew.
        run(20);
        for (int i = 1; i <= 10; i++) {
            county.say(TOWN, number(1), "meanwhile " + i);
            run(4);
            assertThat(town.applied().get(number(1).value())).endsWith("meanwhile " + i);
        }
        run(4 * 300);
        assertThat(line.hangUps() - hangUps).isBetween(8, 20);
        assertThat(line.hellos() - hellos).isLessThan(45);
    }

    @Test
    void law_8_a_town_whose_copy_was_heard_in_its_place_is_heard_again_once_it_is_enrolled() {
        talk(1, 10);
        run(60);
        TestNode clone = town.copyOf(town.backup());
        clone.say(NodeId.COUNTY, number(1), "from the clone");
        run(60);
        line.join(town);
        town.say(NodeId.COUNTY, number(2), "from the town");
        run(60);
        assertThat(county.applied().get(number(2).value())).doesNotContain("from the town");
        assertThat(county.ledger().alarms().open()).extracting(Alarm::code).contains("YILU-FENCE-001");
        county.exchange().admit(TOWN, town.ledger().identity().instance());
        run(200);
        assertThat(county.applied().get(number(2).value())).endsWith("from the town");
        assertThat(county.ledger().alarms().open()).extracting(Alarm::code).doesNotContain("YILU-FENCE-001");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void law_3_restores_of_both_sides_over_a_bad_line_lose_nothing_that_either_still_holds(long seed) {
        line = new BadLine(seed, 0.1, 0.1);
        town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
        county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);
        Random random = new Random(seed);
        TestNode.Backup townYesterday = town.backup();
        TestNode.Backup countyYesterday = county.backup();
        for (int round = 0; round < 4; round++) {
            talk(round * 20 + 1, round * 20 + 20);
            run(random.nextInt(60) + 60);
            if (random.nextBoolean()) {
                town.restore(townYesterday);
                letBackIn(county, town);
            }
            run(80);
            if (random.nextBoolean()) {
                county.restore(countyYesterday);
            }
            run(random.nextInt(200));
            if (random.nextBoolean()) {
                townYesterday = town.backup();
            }
            if (random.nextBoolean()) {
                countyYesterday = county.backup();
            }
        }
        run(400);
        assertThat(town.ledger().recovery().open()).isEmpty();
        assertThat(county.ledger().recovery().open()).isEmpty();
        assertThat(town.ledger().outbox().waiting(NodeId.COUNTY).messages()).isZero();
        assertThat(county.ledger().outbox().waiting(TOWN).messages()).isZero();
        Map<String, List<String>> there = county.applied();
        for (int i = 0; i < 7; i++) {
            assertThat(there.getOrDefault(number(i).value(), List.of()))
                    .doesNotHaveDuplicates()
                    .isEqualTo(said(town, number(i)));
        }
    }

    private static boolean isWhole(TestNode node) {
        return node.ledger().recovery().open().isEmpty();
    }

    private static List<String> said(TestNode node, CaseNumber number) {
        return Objects.requireNonNull(node.history().getOrDefault(number.value(), List.of())).stream()
                .filter(what -> what.startsWith("said "))
                .map(what -> what.substring(5))
                .toList();
    }

    /** What an administrator does when a machine was replaced or restored on purpose. */
    private static void letBackIn(TestNode at, TestNode back) {
        at.exchange().admit(back.id(), back.ledger().identity().instance());
    }

    private void run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            clock.tick(Duration.ofMillis(250));
            line.tickAll();
            line.deliver();
        }
    }

    private static State delivery(TestNode node, CaseNumber number) {
        return Objects.requireNonNull(node.ledger()
                        .outbox()
                        .deliveries(List.of(number.value()))
                        .get(number.value()))
                .state();
    }

    private static CaseNumber number(int ordinal) {
        return CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), ordinal + 1);
    }
}
