package io.yilu.sync.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseDelivered;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.sync.Deliveries.State;
import io.yilu.sync.Links;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes as Spring makes them, each on a MariaDB database of its own, over a real Artemis broker. */
class CarrierOverArtemisTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path dir;

    private TestBroker broker;
    private SpringNode county;
    private SpringNode town;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker(dir.resolve("broker"));
        broker.start();
        county = SpringNode.county(dir.resolve("county"), broker);
        town = SpringNode.town(TOWN, dir.resolve("town"), broker);
    }

    @AfterEach
    void stop() throws Exception {
        town.close();
        county.close();
        broker.stop();
    }

    @Test
    void messages_and_files_go_both_ways_once() throws Exception {
        byte[] scan = new byte[1_000_000];
        new Random(1).nextBytes(scan);
        FileRef file = town.files().store(new ByteArrayInputStream(scan), "image/jpeg", "扫描.jpg", 10_000_000);
        town.append(NodeId.COUNTY, new CaseDelivered(number(1), "覃试安", "本人", true, file, Instant.now(), "窗口甲"));
        for (int i = 1; i <= 120; i++) {
            county.append(TOWN, progress(i % 7 + 1, "step " + i));
        }
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(county.applied()).containsExactly("CaseDelivered " + number(1));
            assertThat(town.applied()).hasSize(120);
            assertThat(county.files().progress(file.sha256()).orElseThrow().complete())
                    .isTrue();
            assertThat(town.delivery(number(1)).state()).isEqualTo(State.COMPLETE);
            assertThat(county.delivery(number(2)).state()).isEqualTo(State.COMPLETE);
        });
        assertThat(county.files().open(file.sha256()).orElseThrow().readAllBytes())
                .isEqualTo(scan);
        assertThat(town.link().state()).isEqualTo(Links.State.UP);
    }

    @Test
    void law_6_a_file_that_the_running_countys_disk_lost_comes_again_by_itself() throws Exception {
        byte[] scan = new byte[300_000];
        new Random(2).nextBytes(scan);
        FileRef file = town.files().store(new ByteArrayInputStream(scan), "image/jpeg", "扫描.jpg", 10_000_000);
        town.append(NodeId.COUNTY, new CaseDelivered(number(1), "覃试安", "本人", true, file, Instant.now(), "窗口甲"));
        Path blob = dir.resolve("county/blobs")
                .resolve(file.sha256().substring(0, 2))
                .resolve(file.sha256());
        await().atMost(SOON).until(() -> Files.exists(blob));
        Files.delete(blob);
        await().atMost(SOON).until(() -> Files.exists(blob));
        assertThat(Files.readAllBytes(blob)).isEqualTo(scan);
    }

    @Test
    void law_1_a_broker_that_dies_and_comes_back_empty_loses_nothing() throws Exception {
        await().atMost(SOON).until(() -> town.link().state() == Links.State.UP);
        county.close();
        broker.stop();
        broker.deleteDirectory();
        for (int i = 1; i <= 50; i++) {
            town.append(NodeId.COUNTY, progress(i, "while down"));
        }
        await().atMost(SOON).until(() -> town.link().state() == Links.State.DOWN);
        assertThat(town.delivery(number(50)).state()).isIn(State.STORED, State.SENT);
        broker.start();
        county = SpringNode.county(dir.resolve("county"), broker);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(county.applied()).hasSize(50).doesNotHaveDuplicates();
            assertThat(town.delivery(number(50)).state()).isEqualTo(State.COMPLETE);
        });
    }

    @Test
    void law_4_a_frame_that_cannot_be_committed_is_dropped_after_some_attempts_and_its_content_comes_again() {
        await().atMost(SOON).until(() -> town.link().state() == Links.State.UP);
        String queue = LaneQueues.up(TOWN, Lane.CASE);
        county.database()
                .sql("CREATE TRIGGER refuses BEFORE INSERT ON sync_inbox FOR EACH ROW SIGNAL SQLSTATE '45000'")
                .update();
        try {
            town.append(NodeId.COUNTY, new CaseDelivered(number(1), "覃试安", "本人", true, null, Instant.now(), "窗口甲"));
            await().atMost(SOON).until(() -> broker.acknowledged(queue) > 0);
            assertThat(county.applied()).as("given up, not taken").isEmpty();
            assertThat(town.delivery(number(1)).state()).isEqualTo(State.SENT);
        } finally {
            county.database().sql("DROP TRIGGER refuses").update();
        }
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(county.applied()).containsExactly("CaseDelivered " + number(1));
            assertThat(town.delivery(number(1)).state()).isEqualTo(State.COMPLETE);
        });
    }

    @Test
    void the_routes_keep_the_house_rules() {
        RouteConventions.check(town.camel());
        RouteConventions.check(county.camel());
    }

    private static CaseProgressed progress(int ordinal, String step) {
        return new CaseProgressed(number(ordinal), step, "民政", Instant.parse("2015-07-01T04:00:00Z"), "审批员甲");
    }

    private static CaseNumber number(int ordinal) {
        return CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), ordinal);
    }
}
