package io.yilu.sync.bundle;

import static io.yilu.sync.bundle.StickRoad.COUNTY;
import static io.yilu.sync.bundle.StickRoad.MEGABYTE;
import static io.yilu.sync.bundle.StickRoad.bytes;
import static io.yilu.sync.bundle.StickRoad.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.FileRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose files a stick brings, in which order, and what it shows. */
class StickFileLawsTest {

    @TempDir
    Path disk;

    private StickRoad road;

    @BeforeEach
    void build() {
        road = new StickRoad(disk);
    }

    @Test
    void law_8_a_scan_that_is_here_already_is_shown_by_the_stick_so_that_its_town_gets_it_back_by_the_line() {
        byte[] content = bytes(1, 300_000);
        road.county.store(content);
        String scan = road.town.sayWithFile(number(1), content);
        assertThat(road.up().refused()).isEmpty();
        road.down();
        assertThat(road.town.ledger().files().unreceipted(COUNTY, 10)).isEmpty();

        StickNode fresh = road.rebuildTown();
        road.line.mend();
        road.line.talk();

        assertThat(fresh.has(scan)).isTrue();
        assertThat(road.county.refusals().all()).isEmpty();
    }

    @Test
    void law_8_a_scan_that_is_here_already_is_not_receipted_before_its_town_has_shown_it() {
        byte[] content = bytes(1, 300_000);
        road.county.store(content);
        String before = road.town.sayWithFile(number(1), bytes(2, 1_500_000));
        road.clock.tick(Duration.ofSeconds(1));
        String scan = road.town.sayWithFile(number(2), content);
        Path stick = road.stick();
        road.town.export(stick, MEGABYTE);

        road.county.take(parts(stick, 1), false);
        assertThat(road.county.has(scan)).isTrue();
        road.down();
        assertThat(road.town.ledger().files().unreceipted(COUNTY, 10)).containsExactly(before, scan);

        road.county.take(stick);
        road.down();
        assertThat(road.town.ledger().files().unreceipted(COUNTY, 10)).isEmpty();
    }

    @Test
    void law_8_a_town_that_only_knows_a_hash_gets_no_file_with_its_history() {
        FileRef secret = road.county.store(bytes(1, 300_000));
        FileManifest manifest =
                road.county.ledger().files().manifest(secret.sha256()).orElseThrow();
        road.town.ledger().files().addComplete(manifest, StickRoad.NOON);
        road.town.sayWithFile(number(1), secret);
        road.up();

        StickNode fresh = road.rebuildTown();
        road.up();
        assertThat(road.down().refused()).isEmpty();
        fresh.exchange().tick();

        assertThat(fresh.rebuilt()).containsExactly("送达");
        assertThat(fresh.has(secret.sha256())).isFalse();
    }

    @Test
    void law_12_sticks_that_are_too_small_for_the_history_bring_first_what_the_rebuilt_town_still_waits_for() {
        List<String> scans = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            scans.add(road.town.sayWithFile(number(i), bytes(i, 900_000)));
            road.clock.tick(Duration.ofSeconds(1));
        }
        road.up();

        StickNode fresh = road.rebuildTown();
        for (int round = 0; round < 3; round++) {
            road.up();
            Path stick = road.stick();
            road.county.export(stick, MEGABYTE);
            fresh.take(parts(stick, 2), false);
            road.clock.tick(Duration.ofSeconds(5));
            fresh.exchange().tick();
        }

        assertThat(scans).allMatch(fresh::has);
        assertThat(fresh.ledger().recovery().files().peers()).isEmpty();
    }

    /** As many parts as the stick had room for. */
    private static List<Path> parts(Path stick, int most) {
        return Bundles.filesIn(stick).stream().sorted().limit(most).toList();
    }
}
