package io.yilu.sync.bundle;

import static io.yilu.sync.bundle.StickRoad.COUNTY;
import static io.yilu.sync.bundle.StickRoad.TOWN;
import static io.yilu.sync.bundle.StickRoad.bytes;
import static io.yilu.sync.bundle.StickRoad.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.sync.BundleDesk;
import io.yilu.sync.BundleJob;
import io.yilu.sync.BundleJob.State;
import io.yilu.sync.bundle.BundleProperties.SecondCopyPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Exports and imports beside a request, and the way through a browser. */
class JobDeskTest {

    @TempDir
    Path disk;

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<BundleJob> ended = new ArrayList<>();
    private StickRoad road;

    @BeforeEach
    void build() {
        road = new StickRoad(disk);
        road.town.say(number(1), "受理");
    }

    @Test
    void law_12_a_bundle_goes_through_browsers_on_both_sides() throws IOException {
        road.town.sayWithFile(number(1), bytes(1, 100_000));
        BundleDesk town = desk(road.town, null, 64);
        town.export(COUNTY, false, ended::add);
        work.remove().run();
        String name = Objects.requireNonNull(ended.get(0).exported()).files().get(0);
        byte[] part = Files.readAllBytes(town.download(name).orElseThrow());

        BundleDesk county = desk(road.county, null, 64);
        county.importUpload(new ByteArrayInputStream(part), false, ended::add);
        work.remove().run();
        assertThat(Objects.requireNonNull(ended.get(1).imported()).refused()).isEmpty();
        assertThat(ended.get(1).summary()).contains(TOWN.value(), "2 messages, 2 new");
        assertThat(road.county.applied()).containsEntry(number(1).value(), List.of("受理", "送达"));
        assertThat(disk.resolve("desk-" + road.county.ledger().identity().node() + "/bundles/incoming"))
                .as("what was uploaded does not stay")
                .isEmptyDirectory();
    }

    @Test
    void one_job_runs_at_a_time_and_its_failure_is_told() {
        BundleDesk desk = desk(road.town, disk.resolve("no-stick"), 64);
        assertThat(desk.hasStick()).isFalse();
        desk.export(COUNTY, true, ended::add);
        assertThatThrownBy(() -> desk.importStick(false, ended::add)).hasMessageContaining("YILU-BUNDLE-012");
        assertThat(desk.job()).map(BundleJob::state).contains(State.RUNNING);
        work.remove().run();
        assertThat(ended).singleElement().satisfies(job -> {
            assertThat(job.state()).isEqualTo(State.FAILED);
            assertThat(Objects.requireNonNull(job.failure()).code()).isEqualTo("YILU-BUNDLE-010");
        });
        desk.importStick(false, ended::add);
    }

    @Test
    void no_name_leads_out_of_the_folder_of_downloads() throws IOException {
        BundleDesk desk = desk(road.town, null, 64);
        Path outside = disk.resolve("desk-" + TOWN + "/secret.yilu");
        Files.writeString(outside, "secret");
        for (String name : List.of(
                "../../secret.yilu",
                "..%2f..%2fsecret.yilu",
                outside.toString(),
                "",
                "yilu-610924102-610924000-12345678-001.yilu/../../../secret.yilu",
                "yilu-610924102-610924000-12345678-001.yilu")) {
            assertThat(desk.download(name)).as(name).isEmpty();
        }
    }

    @Test
    void an_upload_beyond_the_limit_is_refused_and_leaves_nothing() {
        BundleDesk desk = desk(road.county, null, 1);
        assertThatThrownBy(() -> desk.importUpload(new ByteArrayInputStream(new byte[2 << 20]), false, ended::add))
                .hasMessageContaining("YILU-BUNDLE-015");
        assertThat(disk.resolve("desk-" + COUNTY + "/bundles/incoming")).isEmptyDirectory();
        assertThat(work).isEmpty();
    }

    private BundleDesk desk(StickNode node, @Nullable Path stick, long mostMegabytes) {
        BundleProperties settings = new BundleProperties(
                stick,
                DataSize.ofMegabytes(64),
                DataSize.ofMegabytes(mostMegabytes),
                new SecondCopyPlan(null, 3, LocalTime.of(2, 30), Duration.ofDays(3), false));
        Path data = disk.resolve("desk-" + node.ledger().identity().node());
        SecondCopy copies =
                new SecondCopy(node.bundles(), settings, node.ledger().alarms(), data, road.clock);
        return new JobDesk(node.bundles(), copies, settings, data, work::add, road.clock);
    }
}
