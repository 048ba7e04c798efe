package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Links;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws 3, 5 and 9 on lines of a known rate: a dead one is told from a full one, and nothing small waits for something big. */
class LinkLawsTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final Duration ROUND_TRIP = Duration.ofMillis(120);
    private static final int CHUNK = 64 * 1024;

    private final TickClock clock = new TickClock();
    private ThinLine line = new ThinLine(clock, 2_000, ROUND_TRIP);
    private TestNode town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
    private TestNode county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true"})
    void law_3_a_line_that_goes_dead_while_data_is_outstanding_is_noticed_within_three_seconds(
            boolean upwards, boolean downwards) {
        town.sendFile(NodeId.COUNTY, number(1), bytes(1, 4_000_000), CHUNK);
        line.run(40);
        int dials = line.dials();
        line.swallow(TOWN, upwards);
        line.swallow(NodeId.COUNTY, downwards);
        assertThat(until(() -> line.dials() > dials)).isLessThanOrEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_line_that_goes_dead_while_nothing_is_outstanding_is_noticed_within_thirty_seconds(boolean upwards) {
        line.run(80);
        assertThat(lamp()).isEqualTo(Links.State.UP);
        line.swallow(upwards ? TOWN : NodeId.COUNTY, true);
        assertThat(until(() -> lamp() == Links.State.DOWN)).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({"128,120,600", "128,600,600", "512,120,1200", "2000,120,4000", "20000,40,20000", "16,3000,100"})
    void law_3_a_line_that_is_merely_full_is_neither_dropped_nor_burdened_with_copies(
            int kilobits, int roundTripMillis, int kilobytes) {
        on(kilobits, Duration.ofMillis(roundTripMillis));
        line.run(120);
        int dials = line.dials();
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), bytes(1, kilobytes * 1000), CHUNK);
        for (int i = 1; i <= 60; i++) {
            town.say(NodeId.COUNTY, number(i), "step " + i);
        }
        Duration took = until(() -> county.chunks().isVisible(file.sha256()));
        assertThat(line.dials()).as("times the line was given up").isEqualTo(dials);
        assertThat(county.applied().values().stream().mapToInt(List::size).sum())
                .isGreaterThanOrEqualTo(60);
        assertThat(line.carried("Chunk")).as("chunks, none twice").isEqualTo(file.chunks());
        double ideal = kilobytes * 8000.0 / (kilobits * 1000.0);
        assertThat(took.toMillis() / 1000.0)
                .as("seconds for what takes %.1f", ideal)
                .isLessThan(ideal * 1.15 + 6 + roundTripMillis / 100.0);
    }

    @ParameterizedTest
    @CsvSource({"2000,700", "512,1800"})
    void law_5_a_decision_waits_behind_a_scan_for_about_a_chunk_at_most(int kilobits, int millis) {
        on(kilobits, ROUND_TRIP);
        line.run(80);
        town.sendFile(NodeId.COUNTY, number(1), bytes(1, 4_000_000), CHUNK);
        line.run(80);
        for (int i = 2; i < 10; i++) {
            CaseNumber decided = number(i);
            town.say(NodeId.COUNTY, decided, "decided");
            assertThat(until(() -> county.applied().containsKey(decided.value())))
                    .isLessThanOrEqualTo(Duration.ofMillis(millis));
            line.run(7);
        }
    }

    @Test
    void a_line_that_has_become_much_slower_is_not_given_up_for_ever() {
        line.run(40);
        ThinLine slow = new ThinLine(clock, 64, Duration.ofSeconds(3));
        town.movedTo(slow);
        county.movedTo(slow);
        line = slow;
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), bytes(1, 100_000), CHUNK);
        until(() -> county.chunks().isVisible(file.sha256()));
        int dials = line.dials();
        line.run(400);
        assertThat(line.dials()).isEqualTo(dials);
    }

    @Test
    void law_3_a_line_that_comes_and_goes_every_five_seconds_still_carries() {
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), bytes(1, 2_000_000), CHUNK);
        for (int i = 0; i < 30 && !county.chunks().isVisible(file.sha256()); i++) {
            line.cut(i % 2 == 1);
            line.run(20);
        }
        assertThat(county.chunks().isVisible(file.sha256())).isTrue();
    }

    @Test
    void a_line_that_carried_only_small_messages_so_far_is_not_taken_for_a_slow_one() {
        for (int i = 1; i <= 20; i++) {
            town.say(NodeId.COUNTY, number(i), "small");
            line.run(20);
        }
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), bytes(1, 1_000_000), CHUNK);
        assertThat(until(() -> county.chunks().isVisible(file.sha256()))).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void what_was_learned_of_a_line_outlives_a_cut() {
        FileManifest first = town.sendFile(NodeId.COUNTY, number(1), bytes(1, 1_000_000), CHUNK);
        until(() -> county.chunks().isVisible(first.sha256()));
        line.cut(true);
        town.exchange().lineLost(NodeId.COUNTY);
        line.run(40);
        line.cut(false);
        FileManifest second = town.sendFile(NodeId.COUNTY, number(2), bytes(2, 1_000_000), CHUNK);
        assertThat(until(() -> county.chunks().isVisible(second.sha256()))).isLessThan(Duration.ofSeconds(7));
    }

    @Test
    void a_line_that_is_refused_is_dialled_each_second_and_then_ever_more_rarely() {
        line.run(20);
        line.cut(true);
        town.exchange().lineLost(NodeId.COUNTY);
        int before = line.dials();
        line.run(240);
        assertThat(line.dials() - before).isBetween(58, 61);
        line.run(8 * 240);
        assertThat(line.dials() - before).isBetween(70, 100);
        line.cut(false);
        assertThat(until(() -> lamp() == Links.State.UP)).isLessThan(Duration.ofSeconds(31));
    }

    @ParameterizedTest
    @ValueSource(longs = {-7300, -1, 1, 7300})
    void law_9_a_date_that_is_set_ends_no_session_and_sends_nothing_again(long days) {
        line.run(80);
        int dials = line.dials();
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), bytes(1, 500_000), CHUNK);
        line.run(4);
        clock.jump(Duration.ofDays(days));
        town.say(NodeId.COUNTY, number(2), "after the jump");
        until(() -> county.chunks().isVisible(file.sha256()));
        line.run(400);
        assertThat(line.dials()).isEqualTo(dials);
        assertThat(line.carried("Chunk")).isEqualTo(file.chunks());
        assertThat(county.applied().get(number(2).value())).containsExactly("after the jump");
        assertThat(town.ledger().outbox().waiting(NodeId.COUNTY)).isEqualTo(Frame.Waiting.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(longs = {-10_000, -1, 1, 10_000})
    void law_9_an_impossible_clock_is_taken_marked_and_alarmed_until_it_is_right(long days) {
        TickClock wrong = clock.ofAnother();
        line = new ThinLine(clock, 2_000, ROUND_TRIP);
        town = new TestNode(TOWN, List.of(NodeId.COUNTY), wrong, line);
        county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);
        wrong.jump(Duration.ofDays(days));
        for (int i = 1; i <= 20; i++) {
            town.say(NodeId.COUNTY, number(1), "step " + i);
            county.say(TOWN, number(2), "step " + i);
            line.run(1);
        }
        line.run(80);
        assertThat(county.applied().get(number(1).value()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(i -> "step " + i).toList());
        assertThat(alarms(county)).containsExactly("YILU-CLOCK-003");
        assertThat(alarms(town)).containsExactly("YILU-CLOCK-003");
        assertThat(county.ledger().links().find(TOWN).orElseThrow().clockOffsetMillis())
                .isCloseTo(Duration.ofDays(days).toMillis(), within(100L));
        wrong.jump(Duration.ofDays(-days));
        line.run(80);
        assertThat(alarms(county)).isEmpty();
        assertThat(alarms(town)).isEmpty();
    }

    @Test
    void law_9_after_a_restart_without_a_line_nobody_knows_how_wrong_the_clock_is_until_it_is_measured_again() {
        line.run(80);
        assertThat(town.exchange().clockOffset(NodeId.COUNTY))
                .hasValueSatisfying(right -> assertThat(right.abs()).isLessThan(Duration.ofMillis(100)));
        line.cut(true);
        clock.jump(Duration.ofDays(-3_300));
        town.start();
        line.run(80);
        assertThat(town.exchange().clockOffset(NodeId.COUNTY)).isEmpty();
        assertThat(town.ledger().links().find(NodeId.COUNTY).orElseThrow().clockOffsetMillis())
                .isNull();
        line.cut(false);
        line.run(80);
        assertThat(town.exchange().clockOffset(NodeId.COUNTY)).isPresent();
    }

    @Test
    void law_9_a_date_that_is_set_while_the_line_is_away_is_known_at_once() {
        line.run(80);
        line.cut(true);
        line.run(80);
        clock.jump(Duration.ofDays(-3_300));
        assertThat(town.exchange().clockOffset(NodeId.COUNTY).orElseThrow())
                .isCloseTo(Duration.ofDays(3_300), Duration.ofSeconds(1));
    }

    private static List<String> alarms(TestNode node) {
        return node.ledger().alarms().open().stream()
                .map(io.yilu.sync.Alarms.Alarm::code)
                .toList();
    }

    // ---- words used above

    private void on(int kilobits, Duration roundTrip) {
        line = new ThinLine(clock, kilobits, roundTrip);
        town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
        county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);
    }

    /** How long it takes until this is so. */
    private Duration until(BooleanSupplier isSo) {
        Duration began = clock.elapsed();
        while (!isSo.getAsBoolean()) {
            assertThat(clock.elapsed().minus(began)).as("patience of the test").isLessThan(Duration.ofMinutes(10));
            line.run(1);
        }
        return clock.elapsed().minus(began);
    }

    private Links.State lamp() {
        return town.ledger().links().find(NodeId.COUNTY).orElseThrow().state();
    }

    private static CaseNumber number(int ordinal) {
        return CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), ordinal);
    }

    private static byte[] bytes(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
