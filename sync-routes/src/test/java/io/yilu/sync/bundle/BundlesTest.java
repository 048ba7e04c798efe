package io.yilu.sync.bundle;

import static io.yilu.sync.bundle.StickRoad.COUNTY;
import static io.yilu.sync.bundle.StickRoad.MEGABYTE;
import static io.yilu.sync.bundle.StickRoad.TOWN;
import static io.yilu.sync.bundle.StickRoad.bytes;
import static io.yilu.sync.bundle.StickRoad.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.sync.BundleDesk.Imported;
import io.yilu.sync.Deliveries.Delivery;
import io.yilu.sync.Deliveries.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Law 12: the road may be a stick. Real databases and disks on both sides, no line. */
class BundlesTest {

    @TempDir
    Path disk;

    private StickRoad road;

    @BeforeEach
    void build() {
        road = new StickRoad(disk);
    }

    @Test
    void law_12_a_case_goes_its_whole_way_by_sticks_alone() {
        road.town.say(number(1), "受理");
        String scan = road.town.sayWithFile(number(1), bytes(1, 300_000));
        assertThat(delivery().state()).isEqualTo(State.STORED);

        assertThat(road.up().refused()).isEmpty();
        assertThat(road.county.applied()).containsEntry(number(1).value(), List.of("受理", "送达"));
        assertThat(road.county.read(scan)).isEqualTo(bytes(1, 300_000));
        assertThat(delivery().state()).as("only a receipt proves arrival").isEqualTo(State.SENT);

        road.county.say(number(1), "审批");
        String decision = road.county.sayWithFile(number(1), bytes(2, 100_000));
        assertThat(road.down().refused()).isEmpty();
        assertThat(road.town.applied()).containsEntry(number(1).value(), List.of("审批", "送达"));
        assertThat(road.town.read(decision)).isEqualTo(bytes(2, 100_000));
        assertThat(delivery().state()).isEqualTo(State.COMPLETE);

        assertThat(road.up().bundles().get(0).messages())
                .as("nothing goes twice")
                .isZero();
        assertThat(road.county.ledger().outbox().waiting(TOWN).messages()).isZero();
        assertThat(road.county.ledger().files().unreceipted(TOWN, 10)).isEmpty();
    }

    @Test
    void law_12_a_bundle_taken_twice_or_followed_by_the_line_changes_nothing() {
        road.town.say(number(1), "受理");
        road.town.say(number(2), "受理");
        String scan = road.town.sayWithFile(number(2), bytes(1, 200_000));
        Path stick = road.stick();
        road.town.export(stick, 100 * MEGABYTE);
        Imported first = road.county.take(stick);
        assertThat(first.bundles().get(0).freshMessages()).isEqualTo(3);
        Map<String, Object> after = state(road.county);

        Imported second = road.county.take(stick);
        assertThat(second.refused()).isEmpty();
        assertThat(second.bundles().get(0).messages()).isEqualTo(3);
        assertThat(second.bundles().get(0).freshMessages()).isZero();
        assertThat(second.bundles().get(0).freshChunks()).isZero();
        assertThat(state(road.county)).isEqualTo(after);

        road.line.mend();
        road.line.talk();
        assertThat(state(road.county)).isEqualTo(after);
        assertThat(road.county.applied().get(number(2).value())).containsExactly("受理", "送达");
        assertThat(road.town.ledger().outbox().waiting(COUNTY).messages()).isZero();
        assertThat(road.town.ledger().files().unreceipted(COUNTY, 10)).isEmpty();
        assertThat(road.county.has(scan)).isTrue();
        assertThat(road.county.ledger().alarms().open()).isEmpty();
    }

    @Test
    void law_12_what_came_by_the_line_first_is_a_no_op_on_the_stick() {
        Path stick = road.stick();
        road.town.say(number(1), "受理");
        road.town.sayWithFile(number(1), bytes(1, 200_000));
        road.town.export(stick, 100 * MEGABYTE);
        road.line.mend();
        road.line.talk();
        road.town.say(number(1), "后来");
        road.line.talk();
        Map<String, Object> before = state(road.county);
        Imported late = road.county.take(stick);
        assertThat(late.refused()).isEmpty();
        assertThat(late.bundles().get(0).freshMessages()).isZero();
        assertThat(state(road.county)).isEqualTo(before);
        assertThat(road.county.applied()).containsEntry(number(1).value(), List.of("受理", "送达", "后来"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void law_12_parts_taken_in_any_order_with_any_left_out_go_on_where_they_stopped(long seed) {
        Random random = new Random(seed);
        Map<String, byte[]> files = new HashMap<>();
        for (int step = 0; step < 60; step++) {
            road.town.say(number(1 + random.nextInt(9)), "步骤" + step);
            if (step % 10 == 0) {
                byte[] content = bytes(step, random.nextInt(900_000));
                files.put(road.town.sayWithFile(number(1 + random.nextInt(9)), content), content);
            }
        }
        files.put(road.town.sayWithFile(number(1), new byte[0]), new byte[0]);
        Path stick = road.stick();
        road.town.export(stick, MEGABYTE);
        List<Path> parts = new ArrayList<>(Bundles.filesIn(stick));
        assertThat(parts).hasSizeGreaterThan(3);

        for (int round = 0; round < 3; round++) {
            Collections.shuffle(parts, random);
            road.county.take(parts.subList(0, random.nextInt(parts.size())), false);
            if (random.nextBoolean()) {
                road.county.start();
            }
        }
        Imported whole = road.county.take(parts, false);
        assertThat(whole.refused()).isEmpty();
        assertThat(whole.bundles().get(0).isComplete()).isTrue();
        files.forEach((sha256, content) ->
                assertThat(road.county.read(sha256)).as(sha256).isEqualTo(content));
        long said =
                road.county.applied().values().stream().mapToLong(List::size).sum();
        assertThat(said).isEqualTo(road.town.ledger().outbox().lastSequence(COUNTY));
    }

    @Test
    void law_12_missing_parts_are_named() {
        road.town.sayWithFile(number(1), bytes(1, 3_000_000));
        Path stick = road.stick();
        List<String> names = road.town.export(stick, MEGABYTE).files();
        assertThat(names).hasSizeGreaterThanOrEqualTo(4);
        Imported some = road.county.take(List.of(stick.resolve(names.get(0)), stick.resolve(names.get(2))), false);
        assertThat(some.bundles().get(0).missing()).containsExactly(2);
        assertThat(some.bundles().get(0).endKnown()).isFalse();
        Imported rest = road.county.take(stick);
        assertThat(rest.bundles().get(0).isComplete()).isTrue();
    }

    @Test
    void law_12_a_part_whose_messages_are_missing_waits_for_them() {
        String scan = road.town.sayWithFile(number(1), bytes(1, 3_000_000));
        Path stick = road.stick();
        List<String> names = road.town.export(stick, MEGABYTE).files();
        Imported early = road.county.take(List.of(stick.resolve(names.get(1))), false);
        assertThat(early.bundles().get(0).missing()).containsExactly(1, 2);
        assertThat(road.county.has(scan)).isFalse();
        assertThat(road.county.take(stick).bundles().get(0).isComplete()).isTrue();
        assertThat(road.county.has(scan)).isTrue();
    }

    @Test
    void law_12_a_disk_that_fills_up_ends_the_import_which_goes_on_later() throws IOException {
        String scan = road.town.sayWithFile(number(1), bytes(1, 500_000));
        Path stick = road.stick();
        road.town.export(stick, 100 * MEGABYTE);
        // Whatever is written to this device fails as it does on a full disk.
        Path part = disk.resolve("county/blobs/incoming").resolve(TOWN + "-" + scan + ".part");
        Files.createSymbolicLink(part, Path.of("/dev/full"));
        Imported stopped = road.county.take(stick);
        assertThat(stopped.refused())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("YILU-FILE-004"));
        assertThat(road.county.applied()).containsEntry(number(1).value(), List.of("送达"));
        Files.delete(part);
        assertThat(road.county.take(stick).refused()).isEmpty();
        assertThat(road.county.read(scan)).isEqualTo(bytes(1, 500_000));
    }

    @Test
    void law_6_what_is_left_after_an_interrupted_export_is_swept_by_the_next() throws IOException {
        Path stick = road.stick();
        Path left = stick.resolve("yilu-x-001.yilu" + PartWriter.UNFINISHED);
        Path foreign = stick.resolve("holiday.jpg");
        Files.writeString(left, "half");
        Files.writeString(foreign, "not ours");
        road.town.say(number(1), "受理");
        road.town.export(stick, 100 * MEGABYTE);
        assertThat(left).doesNotExist();
        assertThat(foreign).exists();
        assertThat(Bundles.filesIn(stick)).hasSize(1);
    }

    @Test
    void law_12_a_town_on_a_new_machine_gets_its_history_back_by_sticks() {
        road.town.say(number(1), "受理");
        String scan = road.town.sayWithFile(number(1), bytes(1, 200_000));
        road.up();
        road.county.say(number(1), "审批");

        StickNode fresh = road.rebuildTown();
        assertThat(road.up().bundles().get(0).messages())
                .as("it asks, and sends nothing")
                .isZero();
        assertThat(road.county.bundles().wantsHistory(TOWN)).isTrue();
        assertThat(road.down().refused()).isEmpty();
        fresh.exchange().tick();
        assertThat(fresh.ledger().recovery().open()).isEmpty();
        assertThat(fresh.rebuilt()).containsExactly("受理", "送达");
        assertThat(fresh.applied()).containsEntry(number(1).value(), List.of("审批"));
        assertThat(fresh.read(scan)).isEqualTo(bytes(1, 200_000));

        fresh.say(number(2), "受理");
        assertThat(road.up().refused()).isEmpty();
        assertThat(road.county.bundles().wantsHistory(TOWN)).isFalse();
        assertThat(road.county.applied()).containsEntry(number(2).value(), List.of("受理"));
    }

    @Test
    void law_12_a_rebuilt_town_whose_files_did_not_all_come_gets_them_by_the_next_stick() {
        String scan = road.town.sayWithFile(number(1), bytes(1, 3_000_000));
        road.up();
        StickNode fresh = road.rebuildTown();
        road.up();
        Path stick = road.stick();
        road.county.export(stick, MEGABYTE);
        fresh.take(firstPart(stick), false);
        fresh.exchange().tick();
        assertThat(fresh.ledger().recovery().open()).isEmpty();
        assertThat(fresh.ledger().recovery().files().peers()).containsExactly(COUNTY);

        fresh.say(number(2), "受理");
        fresh.start();
        road.up();
        assertThat(road.county.applied())
                .as("messages go on")
                .containsEntry(number(2).value(), List.of("受理"));
        road.down();
        road.clock.tick(Duration.ofSeconds(5));
        fresh.exchange().tick();

        assertThat(fresh.read(scan)).isEqualTo(bytes(1, 3_000_000));
        assertThat(fresh.ledger().recovery().files().peers()).isEmpty();
        road.up();
        assertThat(road.county.bundles().wantsHistory(TOWN)).isFalse();
    }

    private static List<Path> firstPart(Path stick) {
        return Bundles.filesIn(stick).stream()
                .filter(file -> file.toString().endsWith("-001.yilu"))
                .toList();
    }

    private Delivery delivery() {
        return Objects.requireNonNull(road.town
                .ledger()
                .outbox()
                .deliveries(List.of(number(1).value()))
                .get(number(1).value()));
    }

    /** Everything that the exchange keeps of the other side, except what is counted for the page of bundles. */
    private static Map<String, Object> state(StickNode node) {
        JdbcClient jdbc = JdbcClient.create(node.source());
        Map<String, Object> state = new HashMap<>();
        for (String table : List.of(
                "sync_inbox",
                "sync_inbox_conflict",
                "sync_stream_in",
                "sync_subject_in",
                "sync_file_in",
                "sync_file",
                "sync_outbox",
                "sync_alarm")) {
            state.put(
                    table,
                    jdbc
                            .sql("SELECT * FROM " + table)
                            .query((rs, row) -> {
                                StringBuilder text = new StringBuilder();
                                for (int column = 1; column <= rs.getMetaData().getColumnCount(); column++) {
                                    text.append(rs.getString(column)).append('|');
                                }
                                return text.toString();
                            })
                            .list()
                            .stream()
                            .sorted()
                            .toList());
        }
        state.put("applied", Map.copyOf(node.applied()));
        return state;
    }
}
