package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Deliveries.State;
import io.yilu.sync.Links;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws 1 to 6 of the exchange, on the engine itself over a line that does its worst. */
class ExchangeLawsTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final NodeId OTHER_TOWN = NodeId.of("610924100");

    private final TickClock clock = new TickClock();
    private BadLine line = new BadLine(1, 0, 0);
    private TestNode town = node(TOWN, NodeId.COUNTY);
    private TestNode county = node(NodeId.COUNTY, TOWN, OTHER_TOWN);

    @Test
    void law_1_what_is_rolled_back_is_never_sent_and_what_is_committed_needs_no_line() {
        line.cut(true);
        assertThatThrownBy(() -> town.ledger().inTransaction(() -> {
                    town.say(NodeId.COUNTY, number(1), "rolled back");
                    throw new IllegalStateException("the business change failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        town.say(NodeId.COUNTY, number(1), "committed");
        assertThat(delivery(town, number(1))).isEqualTo(State.STORED);
        line.cut(false);
        run(40);
        assertThat(county.applied().get(number(1).value())).containsExactly("committed");
    }

    @Test
    void law_2_a_duplicate_is_receipted_but_applied_once() {
        line = new BadLine(7, 0, 1.0);
        town = node(TOWN, NodeId.COUNTY);
        county = node(NodeId.COUNTY, TOWN);
        town.say(NodeId.COUNTY, number(1), "once");
        run(40);
        assertThat(county.applied().get(number(1).value())).containsExactly("once");
        assertThat(delivery(town, number(1))).isEqualTo(State.COMPLETE);
    }

    @Test
    void law_3_only_a_receipt_moves_a_case_past_sent() {
        run(20);
        town.say(NodeId.COUNTY, number(1), "a");
        assertThat(delivery(town, number(1))).isEqualTo(State.SENT);
        run(4);
        assertThat(delivery(town, number(1))).isEqualTo(State.COMPLETE);
    }

    @Test
    void law_3_what_was_lost_on_the_line_is_sent_again() {
        run(20);
        town.say(NodeId.COUNTY, number(1), "lost");
        line.cut(true);
        line.cut(false);
        run(60);
        assertThat(county.applied().get(number(1).value())).containsExactly("lost");
    }

    @Test
    void law_4_a_message_that_fails_for_good_stops_its_own_case_only_and_the_town_sees_it_held() {
        county.beforeApplying(message -> {
            if (message.payload().step().equals("poison")) {
                throw new IllegalStateException("cannot be applied");
            }
        });
        town.say(NodeId.COUNTY, number(1), "poison");
        town.say(NodeId.COUNTY, number(1), "waits behind it");
        IntStream.rangeClosed(2, 1001).forEach(i -> town.say(NodeId.COUNTY, number(i), "sound"));
        run(200);
        assertThat(county.applied()).hasSize(1000).doesNotContainKey(number(1).value());
        assertThat(delivery(town, number(1))).isEqualTo(State.HELD);
        assertThat(delivery(town, number(2))).isEqualTo(State.COMPLETE);
        assertThat(county.ledger().inbox().heldMessages(TOWN)).isEqualTo(2);
    }

    @Test
    void law_4_a_message_that_kills_the_process_is_put_aside_after_five_attempts() {
        county.beforeApplying(message -> {
            if (message.payload().step().equals("kills")) {
                throw new StackOverflowError("the process dies here");
            }
        });
        town.say(NodeId.COUNTY, number(1), "kills");
        town.say(NodeId.COUNTY, number(2), "sound");
        int deaths = 0;
        for (int i = 0; i < 400; i++) {
            try {
                run(1);
            } catch (StackOverflowError death) {
                deaths += restartUntilItLives(county);
            }
        }
        assertThat(deaths).isBetween(4, 6);
        assertThat(county.applied()).containsOnlyKeys(number(2).value());
        assertThat(delivery(town, number(1))).isEqualTo(State.HELD);
    }

    @Test
    void law_4_a_failure_that_passes_is_tried_again_and_costs_no_attempt() {
        List<String> tries = new ArrayList<>();
        county.beforeApplying(message -> {
            tries.add(message.payload().step());
            if (tries.size() < 9) {
                throw new TransientException("YILU-TEST-001", "The disk is full.", "Make room.");
            }
        });
        town.say(NodeId.COUNTY, number(1), "patient");
        run(3000);
        assertThat(county.applied().get(number(1).value())).containsExactly("patient");
        assertThat(tries).hasSize(9);
    }

    @Test
    void law_6_a_spoilt_file_is_fetched_again_and_never_visible_before_it_is_right() {
        byte[] scan = bytes(5, 40_000);
        county.chunks().spoilNextWrite();
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), scan);
        run(200);
        assertThat(county.chunks().content(file.sha256())).isEqualTo(scan);
        assertThat(delivery(town, number(1))).isEqualTo(State.COMPLETE);
    }

    @Test
    void law_6_a_spoilt_chunk_is_not_taken_and_only_that_chunk_goes_again() {
        byte[] scan = bytes(5, 40_000);
        line.spoilNextChunk();
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), scan);
        run(200);
        assertThat(county.chunks().content(file.sha256())).isEqualTo(scan);
        assertThat(line.chunksDelivered()).isEqualTo(file.chunks() + 1);
    }

    @Test
    void law_6_a_file_that_the_county_already_holds_costs_nothing() {
        byte[] scan = bytes(6, 40_000);
        town.sendFile(NodeId.COUNTY, number(1), scan);
        run(60);
        int chunksBefore = line.chunksDelivered();
        town.sendFile(NodeId.COUNTY, number(2), scan);
        run(60);
        assertThat(line.chunksDelivered()).isEqualTo(chunksBefore);
        assertThat(delivery(town, number(2))).isEqualTo(State.COMPLETE);
    }

    @Test
    void law_8_a_message_in_the_name_of_another_town_is_not_taken() {
        TestNode forger = node(OTHER_TOWN, NodeId.COUNTY);
        forger.say(NodeId.COUNTY, number(1), "forged");
        run(20);
        OutgoingMessage forged = forger.ledger().outbox().unreceipted(NodeId.COUNTY, 0, 1).stream()
                .findFirst()
                .orElse(null);
        assertThat(forged).as("the honest way was receipted").isNull();
        county.take(
                OTHER_TOWN,
                new Frame.Messages(
                        io.yilu.schemas.exchange.Lane.CASE,
                        List.of(new io.yilu.schemas.exchange.Envelope(
                                new io.yilu.schemas.exchange.MessageId(java.util.UUID.randomUUID()),
                                TOWN,
                                NodeId.COUNTY,
                                1,
                                number(9).value(),
                                1,
                                "case-progressed",
                                1,
                                clock.instant(),
                                new Lineage(0, null, Lineage.GENESIS),
                                List.of(),
                                FrameCodec.tree("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))))));
        assertThat(county.ledger().inbox().receipt(TOWN).top()).isZero();
        assertThat(county.ledger().inbox().heldMessages(TOWN)).isZero();
    }

    @Test
    void law_8_a_town_gets_no_file_that_is_not_meant_for_it() {
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), bytes(4, 5_000));
        run(60);
        int before = line.chunksDelivered();
        TestNode thief = node(OTHER_TOWN, NodeId.COUNTY);
        run(20);
        county.take(OTHER_TOWN, new Frame.FileWanted(file.sha256(), new byte[] {31}));
        run(20);
        assertThat(line.chunksDelivered()).isEqualTo(before);
        assertThat(thief.chunks().isVisible(file.sha256())).isFalse();
    }

    @Test
    void law_4_a_file_that_cannot_be_read_holds_up_no_other() {
        FileManifest lost = town.sendFile(NodeId.COUNTY, number(1), bytes(7, 5_000));
        town.chunks().lose(lost.sha256());
        for (int i = 2; i < 20; i++) {
            FileManifest alsoLost = town.sendFile(NodeId.COUNTY, number(i), bytes(100 + i, 3_000));
            town.chunks().lose(alsoLost.sha256());
        }
        FileManifest sound = town.sendFile(NodeId.COUNTY, number(30), bytes(8, 5_000));
        run(400);
        assertThat(county.chunks().isVisible(lost.sha256())).isFalse();
        assertThat(county.chunks().content(sound.sha256()))
                .isEqualTo(town.chunks().content(sound.sha256()));
        assertThat(lamp(town)).isEqualTo(Links.State.LAGGING);
    }

    @Test
    void the_lamp_follows_the_line() {
        assertThat(lamp(town)).isEqualTo(Links.State.DOWN);
        run(20);
        assertThat(lamp(town)).isEqualTo(Links.State.UP);
        assertThat(county.ledger().links().find(TOWN).orElseThrow().state()).isEqualTo(Links.State.UP);
        line.cut(true);
        run(400);
        assertThat(lamp(town)).isEqualTo(Links.State.DOWN);
        assertThat(county.ledger().links().find(TOWN).orElseThrow().state()).isEqualTo(Links.State.DOWN);
        line.cut(false);
        // After a minute of cut the town dials as seldom as every half minute.
        run(140);
        assertThat(lamp(town)).isEqualTo(Links.State.UP);
    }

    @Test
    void the_lamp_does_not_flicker_when_work_ends() {
        town.sendFile(NodeId.COUNTY, number(1), bytes(9, 30_000));
        run(20);
        for (int i = 0; i < 600; i++) {
            run(1);
            assertThat(lamp(town)).isEqualTo(Links.State.UP);
            assertThat(county.ledger().links().find(TOWN).orElseThrow().state()).isEqualTo(Links.State.UP);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void everything_arrives_once_and_in_order_over_a_line_that_loses_doubles_reorders_and_nodes_that_die(long seed) {
        Random random = new Random(seed);
        line = new BadLine(seed, 0.3, 0.2);
        town = node(TOWN, NodeId.COUNTY);
        county = node(NodeId.COUNTY, TOWN);
        List<FileManifest> files = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            CaseNumber number = number(1 + random.nextInt(40));
            TestNode from = random.nextBoolean() ? town : county;
            if (random.nextInt(6) == 0) {
                files.add(town.sendFile(NodeId.COUNTY, number, bytes(i, random.nextInt(20_000))));
            } else {
                from.say(from == town ? NodeId.COUNTY : TOWN, number, from.id() + " step " + i);
            }
            run(random.nextInt(8));
            if (random.nextInt(25) == 0) {
                (random.nextBoolean() ? town : county).start();
            }
            line.cut(random.nextInt(10) == 0);
        }
        line.cut(false);
        run(4000);
        assertThat(everyStepInOrder(county)).as("at the county").isTrue();
        assertThat(everyStepInOrder(town)).as("at the town").isTrue();
        assertThat(total(county) + total(town)).isEqualTo(300);
        assertThat(files)
                .allSatisfy(file -> assertThat(county.chunks().content(file.sha256()))
                        .isEqualTo(town.chunks().content(file.sha256())));
        assertThat(town.ledger().outbox().waiting(NodeId.COUNTY)).isEqualTo(Frame.Waiting.NOTHING);
        assertThat(county.ledger().outbox().waiting(TOWN)).isEqualTo(Frame.Waiting.NOTHING);
    }

    // ---- words used above

    private TestNode node(NodeId id, NodeId... peers) {
        return new TestNode(id, List.of(peers), clock, line);
    }

    private void run(int quarterSeconds) {
        for (int i = 0; i < quarterSeconds; i++) {
            clock.tick(Duration.ofMillis(250));
            line.tickAll();
            line.deliver();
        }
    }

    private static int restartUntilItLives(TestNode node) {
        for (int deaths = 1; deaths < 20; deaths++) {
            try {
                node.start();
                return deaths;
            } catch (StackOverflowError again) {
                assertThat(deaths).as("deaths by one message").isLessThan(19);
            }
        }
        return 20;
    }

    private static State delivery(TestNode node, CaseNumber number) {
        return Objects.requireNonNull(node.ledger()
                        .outbox()
                        .deliveries(List.of(number.value()))
                        .get(number.value()))
                .state();
    }

    private static Links.State lamp(TestNode node) {
        return node.ledger().links().find(NodeId.COUNTY).orElseThrow().state();
    }

    private static boolean everyStepInOrder(TestNode node) {
        return node.applied().values().stream().allMatch(steps -> {
            List<Integer> numbers = steps.stream()
                    .filter(step -> step.contains("step"))
                    .map(step -> Integer.valueOf(step.substring(step.lastIndexOf(' ') + 1)))
                    .toList();
            return numbers.equals(numbers.stream().sorted().distinct().toList());
        });
    }

    private static int total(TestNode node) {
        return node.applied().values().stream().mapToInt(List::size).sum();
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
