package io.yilu.ops.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.Folders;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.rehearsal.NodeApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/**
 * Machines are lost and backups of other days are put back, over real processes, disks and commands: whatever a node still
 * holds is at both places again, and no number is given twice.
 */
@Timeout(900)
@ResourceLock(Lane.STARTS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RebuildIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static Fleet fleet;
    private static NodePlan county;
    private static NodePlan town;
    private static Path backups;
    private static Path passphrase;
    private static String first = "";
    private static String second = "";
    private static String third = "";
    private static Path countyYesterday = Path.of("");
    private static Path townYesterday = Path.of("");

    @BeforeAll
    static void start() throws Exception {
        fleet = Repository.newFleet("rebuild", 1);
        county = fleet.plan().county();
        town = fleet.plan().towns().get(0);
        backups = fleet.plan().root().resolve("backups");
        passphrase = Files.writeString(fleet.plan().root().resolve("passphrase"), "纸条放在保险柜里\n");
        fleet.startAll();
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    @Order(1)
    void yesterday_is_backed_up_and_today_goes_on() throws Exception {
        CaseErrands desk = desk();
        first = desk.accept("S001");
        second = desk.accept("S002");
        desk.awaitArrival(first);
        desk.awaitArrival(second);
        desk.decide(first);
        desk.awaitResult(first);
        countyYesterday = backUp(county, 0);
        townYesterday = backUp(town, 0);

        desk.askForCorrection(second);
        desk.supplement(second);
        desk.decide(second);
        desk.handOver(first);
        third = desk.accept("S001");
        desk.awaitArrival(third);
        desk.awaitResult(second);
        desk.awaitDelivered(first);
    }

    @Test
    @Order(2)
    void law_3_the_county_from_yesterday_and_what_the_town_holds_are_today_again() throws Exception {
        Map<String, JsonNode> today = desk().seenEverywhere(first, second, third);
        fleet.kill(county);
        replaceBy(county, countyYesterday);
        fleet.startReady(county);

        awaitEverywhere(today);
        CaseErrands desk = desk();
        String number = desk.decide(third);
        assertThat(List.of(desk.resultNumber(first), desk.resultNumber(second))).doesNotContain(number);
        desk.awaitResult(third);
    }

    @Test
    @Order(3)
    void law_3_the_town_from_yesterday_and_the_county_from_another_day_are_today_again() throws Exception {
        Path countyToday = backUp(county, 0);
        Map<String, JsonNode> today = desk().seenEverywhere(first, second, third);
        fleet.kill(town);
        fleet.kill(county);
        replaceBy(county, countyToday);
        replaceBy(town, townYesterday);
        fleet.startReady(List.of(county, town));
        fleet.awaitWork(List.of(town));

        awaitEverywhere(today);
        CaseErrands desk = desk();
        String next = desk.accept("S002");
        assertThat(List.of(first, second, third)).doesNotContain(next);
        desk.awaitArrival(next);
    }

    @Test
    @Order(4)
    void law_3_a_town_on_a_new_machine_has_its_cases_and_files_before_it_accepts_again() throws Exception {
        Map<String, JsonNode> today = desk().seenEverywhere(first, second, third);
        Path scan = blob(county, desk().filesAtTown(third).get(0));
        Path aside = fleet.plan().root().resolve("aside");
        fleet.kill(town);
        fleet.endLeftovers(town);
        Folders.delete(town.dataDir());
        Files.move(scan, aside);
        // The administrator makes a code, and it lies on the new machine before the node's first start.
        assertThat(fleet.isInvited(town)).isFalse();
        fleet.startReady(town);

        awaitEverythingBut(1);
        assertThat(fleet.running(town).orElseThrow().mayWork()).isFalse();
        assertThatThrownBy(() -> desk().accept("S001")).hasMessageContaining("YILU-RECOVERY-014");
        Files.move(aside, scan);
        fleet.awaitWork(List.of(town));

        CaseErrands desk = desk();
        for (String open : List.of(second, third)) {
            assertThat(desk.filesAtTown(open)).isNotEmpty();
            assertThat(desk.isDocumentAtTown(open)).isTrue();
        }
        awaitEverywhere(today);
        String next = desk.accept("S001");
        assertThat(List.of(first, second, third)).doesNotContain(next);
        desk.awaitArrival(next);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(desk.filesAtTown(first))
                        .as("those of a case that is over follow")
                        .isNotEmpty());
    }

    /** The town has all its messages and waits for so many files. */
    private static void awaitEverythingBut(long files) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    NodeApi it = NodeApi.signIn(town.address(), "it", "yilu-demo-2026");
                    JsonNode progress = it.get("/api/v1/link/recovery").path(0);
                    return progress.path("fetched").asBoolean(false)
                            && progress.path("files").path("missing").asLong(0) == files;
                });
    }

    @Test
    @Order(5)
    void a_backup_is_refused_or_honest_where_it_cannot_be_whole() throws Exception {
        assertThat(run("ops/backup", fleet.plan().root().toString(), backups.toString(), "--without-keys"))
                .isNotZero();
        assertThat(run(
                        "ops/restore",
                        countyYesterday.toString(),
                        county.dataDir().toString(),
                        "--keys-stay"))
                .as("over a living database")
                .isNotZero();
        try (LedgerTables tables = new LedgerTables(county)) {
            String lost = tables.texts(
                            "SELECT sha256 FROM sync_file WHERE complete = TRUE ORDER BY created_at DESC LIMIT 1")
                    .get(0);
            Files.delete(blob(county, lost));
            long told = tables.count("SELECT COALESCE(MAX(here_through), 0) FROM sync_backup");
            Files.deleteIfExists(
                    backups.resolve("blobs").resolve(lost.substring(0, 2)).resolve(lost));
            backUp(county, 3);
            assertThat(tables.count("SELECT COALESCE(MAX(here_through), 0) FROM sync_backup"))
                    .isEqualTo(told);
        }
    }

    private static Path blob(NodePlan node, String sha256) {
        return node.dataDir().resolve("blobs").resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static CaseErrands desk() throws Exception {
        return new CaseErrands(town, county, NodeApi.signIn(county.address(), "minzheng", "yilu-demo-2026"));
    }

    private static void awaitEverywhere(Map<String, JsonNode> today) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(desk().seenEverywhere(first, second, third)).isEqualTo(today));
    }

    private static void replaceBy(NodePlan node, Path backup) throws Exception {
        fleet.endLeftovers(node);
        Folders.delete(node.dataDir());
        assertThat(run(
                        "ops/restore",
                        backup.toString(),
                        node.dataDir().toString(),
                        "--passphrase-file",
                        passphrase.toString()))
                .isZero();
    }

    private static Path backUp(NodePlan node, int expected) throws Exception {
        List<Path> before = backupsOf(node);
        assertThat(run(
                        "ops/backup",
                        node.dataDir().toString(),
                        backups.toString(),
                        "--passphrase-file",
                        passphrase.toString()))
                .isEqualTo(expected);
        List<Path> after = backupsOf(node);
        assertThat(after).hasSize(before.size() + 1);
        return after.get(after.size() - 1);
    }

    private static List<Path> backupsOf(NodePlan node) throws Exception {
        if (Files.notExists(backups)) {
            return List.of();
        }
        try (var all = Files.list(backups)) {
            return all.filter(path -> path.getFileName().toString().matches(node.id() + "-\\d{8}T\\d{6}Z"))
                    .sorted()
                    .toList();
        }
    }

    private static int run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(Repository.root().toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        Repository.console().say(String.join(" ", command) + ": " + process.exitValue() + "\n" + said);
        return process.exitValue();
    }
}
