package io.yilu.sync.bundle;

import static io.yilu.sync.bundle.StickRoad.COUNTY;
import static io.yilu.sync.bundle.StickRoad.bytes;
import static io.yilu.sync.bundle.StickRoad.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.sync.Alarms.Alarm;
import io.yilu.sync.BundleDesk.Imported;
import io.yilu.sync.Deliveries.State;
import io.yilu.sync.bundle.BundleProperties.SecondCopyPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What was never synced is kept a second time, readable by the county only. */
class SecondCopyTest {

    @TempDir
    Path disk;

    private StickRoad road;
    private Path backup;
    private SecondCopy copies;

    @BeforeEach
    void build() {
        road = new StickRoad(disk);
        backup = road.stick();
        copies = copies(true);
        road.town.say(number(1), "受理");
    }

    @Test
    void law_12_a_lost_town_loses_nothing_that_its_second_copy_holds() {
        String scan = road.town.sayWithFile(number(1), bytes(1, 200_000));
        copies.make(new BundleProgress());
        assertThat(Objects.requireNonNull(road.town
                                .ledger()
                                .outbox()
                                .deliveries(List.of(number(1).value()))
                                .get(number(1).value()))
                        .state())
                .as("a copy is not on its way")
                .isEqualTo(State.STORED);

        Imported imported = road.county.take(newest());
        assertThat(imported.refused()).isEmpty();
        assertThat(road.county.applied()).containsEntry(number(1).value(), List.of("受理", "送达"));
        assertThat(road.county.read(scan)).isEqualTo(bytes(1, 200_000));

        // The line comes back after all: nothing doubles, and everything is receipted.
        road.line.mend();
        road.line.talk();
        assertThat(road.county.applied()).containsEntry(number(1).value(), List.of("受理", "送达"));
        assertThat(road.town.ledger().outbox().waiting(COUNTY).messages()).isZero();
    }

    @Test
    void only_the_newest_generations_stay_and_an_unfinished_one_never_counts() throws IOException {
        Files.createDirectory(backup.resolve("yilu-copy.unfinished"));
        Files.writeString(backup.resolve("yilu-copy.unfinished").resolve("left.yilu"), "half");
        Files.createDirectory(backup.resolve("holiday"));
        for (int night = 0; night < 5; night++) {
            copies.make(new BundleProgress());
        }
        assertThat(names()).containsExactly("holiday", "yilu-copy-000003", "yilu-copy-000004", "yilu-copy-000005");
    }

    @Test
    void it_is_made_each_night_and_made_up_for_if_the_machine_was_off() {
        copies.look();
        assertThat(names()).hasSize(1);
        road.clock.tick(Duration.ofHours(2));
        copies.look();
        assertThat(names()).as("not twice a day").hasSize(1);
        road.clock.tick(Duration.ofHours(22));
        copies.look();
        assertThat(names()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {-400, 400})
    void law_9_a_date_that_was_set_wrong_and_right_again_stops_no_copy_and_makes_none_too_many(long days) {
        lookForHours(1);
        road.clock.tick(Duration.ofDays(days));
        lookForHours(1);
        assertThat(names()).as("one of the wrong day").containsExactly("yilu-copy-000001", "yilu-copy-000002");
        road.clock.tick(Duration.ofDays(-days));
        lookForHours(1);
        assertThat(names()).as("that of the right day counts again").hasSize(2);
        lookForHours(24);
        assertThat(names()).as("the next night").hasSize(3);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void law_9_a_copy_of_a_day_that_has_not_come_hides_no_age() throws IOException {
        road.clock.tick(Duration.ofDays(400));
        copies.look();
        road.clock.tick(Duration.ofDays(-400));
        Files.move(backup, disk.resolve("away"));
        copies.look();
        assertThat(alarms()).contains("YILU-BUNDLE-014");
    }

    @Test
    void files_that_a_copy_should_hold_and_that_are_not_on_this_disk_are_alarmed_until_a_copy_is_whole()
            throws IOException {
        String scan = road.town.sayWithFile(number(1), bytes(1, 200_000));
        Path blob = blob(scan);
        Path elsewhere = disk.resolve("elsewhere");
        Files.move(blob, elsewhere);
        copies.make(new BundleProgress());
        assertThat(alarms()).containsExactly("YILU-BUNDLE-016");

        Files.move(elsewhere, blob);
        copies.make(new BundleProgress());
        assertThat(alarms()).isEmpty();
    }

    private Path blob(String sha256) throws IOException {
        try (Stream<Path> files = Files.walk(disk)) {
            return files.filter(file -> file.getFileName().toString().startsWith(sha256))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** As often as the node looks. */
    private void lookForHours(int hours) {
        for (int look = 0; look < hours * 12; look++) {
            copies.look();
            road.clock.tick(Duration.ofMinutes(5));
        }
    }

    @Test
    void a_disk_that_is_away_is_alarmed_and_the_alarm_ends_when_it_is_back() throws IOException {
        Path away = disk.resolve("away");
        Files.move(backup, away);
        copies.look();
        assertThat(alarms()).containsExactlyInAnyOrder("YILU-BUNDLE-013", "YILU-BUNDLE-014");
        Files.move(away, backup);
        copies.look();
        assertThat(alarms()).isEmpty();
        road.clock.tick(Duration.ofDays(5));
        Files.move(backup, away);
        copies.look();
        assertThat(alarms()).containsExactlyInAnyOrder("YILU-BUNDLE-013", "YILU-BUNDLE-014");
        assertThat(copies.lastMade()).contains(StickRoad.NOON);
    }

    @Test
    void the_disk_of_the_data_is_no_second_disk() {
        // The mount point of a stick that was pulled out lies there.
        assertThatThrownBy(() -> copies(false).make(new BundleProgress()))
                .hasMessageContaining("YILU-BUNDLE-013")
                .hasMessageContaining("同一块盘");
        assertThat(names()).isEmpty();
    }

    private SecondCopy copies(boolean sameDisk) {
        SecondCopyPlan plan = new SecondCopyPlan(backup, 3, LocalTime.of(2, 30), Duration.ofDays(3), sameDisk);
        BundleProperties settings =
                new BundleProperties(null, DataSize.ofMegabytes(64), DataSize.ofMegabytes(64), plan);
        return new SecondCopy(
                road.town.bundles(), settings, road.town.ledger().alarms(), disk.resolve("county"), road.clock);
    }

    private List<String> alarms() {
        return road.town.ledger().alarms().open().stream().map(Alarm::code).toList();
    }

    private Path newest() {
        List<String> names = names();
        return backup.resolve(names.get(names.size() - 1));
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(backup)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
