package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.FileStore.FileProgress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A rebuilt town takes work once the files that its work needs are back, and not later than that. */
class FileWaitLawsTest {

    private static final NodeId TOWN = NodeId.of("610924102");

    private final TickClock clock = new TickClock();
    private BadLine line = new BadLine(1, 0, 0);
    private TestNode town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
    private TestNode county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);

    @Test
    void law_3_a_town_on_a_new_machine_waits_for_its_files_though_it_dies_meanwhile() {
        FileManifest scan = sent(1);
        line = new BadLine(2, 0, 0);
        line.delay("Chunk");
        TestNode fresh = newMachine();
        fresh.needs(scan);
        run(60);
        assertThat(fresh.ledger().recovery().open()).as("its messages are back").isEmpty();
        assertThat(waits(fresh)).isTrue();

        fresh.start();
        run(20);
        assertThat(waits(fresh)).isTrue();

        line.delay("");
        run(120);
        assertThat(fresh.chunks().isVisible(scan.sha256())).isTrue();
        assertThat(waits(fresh)).isFalse();
    }

    @Test
    void law_5_the_files_that_are_waited_for_come_before_years_of_finished_cases() {
        List<FileManifest> finished = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            finished.add(sent(i));
        }
        FileManifest scan = sent(200);
        line = new BadLine(2, 0, 0);
        TestNode fresh = newMachine();
        fresh.needs(scan);

        int ticks = 0;
        run(20);
        while (waits(fresh) && ticks < 400) {
            run(1);
            ticks++;
        }

        assertThat(fresh.chunks().isVisible(scan.sha256())).isTrue();
        assertThat(finished).filteredOn(file -> isHere(fresh, file)).hasSizeLessThan(100);
        run(400);
        assertThat(finished).as("the others follow").allMatch(file -> isHere(fresh, file));
    }

    @Test
    void law_5_a_file_that_is_waited_for_is_asked_for_again_before_years_of_finished_cases_once_its_request_was_lost() {
        List<FileManifest> finished = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            finished.add(town.sendFile(NodeId.COUNTY, number(i), content(i)));
        }
        run(600);
        assertThat(finished).allMatch(file -> isHere(county, file));
        FileManifest scan = sent(600);
        line = new BadLine(2, 0, 0);
        line.delay("FileWanted");
        TestNode fresh = newMachine();
        fresh.needs(scan);
        run(200);
        assertThat(fresh.ledger().recovery().open()).isEmpty();
        assertThat(waits(fresh)).isTrue();

        line.delay("");
        for (int ticks = 0; waits(fresh) && ticks < 600; ticks++) {
            run(1);
        }

        assertThat(fresh.chunks().isVisible(scan.sha256())).isTrue();
        assertThat(finished).filteredOn(file -> isHere(fresh, file)).hasSizeLessThan(300);
    }

    @Test
    void a_file_that_no_node_has_keeps_it_waiting_until_somebody_brings_it_anew() {
        FileManifest scan = sent(1);
        county.chunks().remove(scan.sha256());
        line = new BadLine(2, 0, 0);
        TestNode fresh = newMachine();
        fresh.needs(scan);
        run(800);
        assertThat(fresh.ledger().recovery().open()).isEmpty();
        assertThat(waits(fresh)).isTrue();

        fresh.ledger().files().addComplete(fresh.chunks().add(content(1)), clock.instant());
        run(20);
        assertThat(waits(fresh)).isFalse();
    }

    @Test
    void law_6_a_restored_town_whose_backup_came_without_a_file_waits_for_it() {
        FileManifest scan = sent(1);
        TestNode.Backup yesterday = town.backup();
        town.say(NodeId.COUNTY, number(2), "since then");
        run(40);
        town.chunks().remove(scan.sha256());
        town.needs(scan);
        line.delay("Chunk");
        town.restore(yesterday);
        county.exchange().admit(TOWN, town.ledger().identity().instance());
        run(80);
        assertThat(town.ledger().recovery().open()).isEmpty();
        assertThat(waits(town)).isTrue();

        line.delay("");
        run(120);
        assertThat(town.chunks().isVisible(scan.sha256())).isTrue();
        assertThat(waits(town)).isFalse();
    }

    /** A scan of a case that has arrived whole at the county. */
    private FileManifest sent(int ordinal) {
        FileManifest scan = town.sendFile(NodeId.COUNTY, number(ordinal), content(ordinal));
        run(40);
        assertThat(county.chunks().isVisible(scan.sha256())).isTrue();
        return scan;
    }

    private static byte[] content(int ordinal) {
        return ("scan " + ordinal).getBytes(StandardCharsets.UTF_8);
    }

    private TestNode newMachine() {
        county = county.movedTo(line);
        TestNode fresh = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
        fresh.ledger().restored(UUID.randomUUID(), List.of(NodeId.COUNTY));
        county.exchange().admit(TOWN, fresh.ledger().identity().instance());
        return fresh;
    }

    private static boolean waits(TestNode node) {
        return node.ledger().recovery().open().size()
                        + node.ledger().recovery().files().peers().size()
                > 0;
    }

    private static boolean isHere(TestNode node, FileManifest file) {
        return node.ledger().files().progress(List.of(file.sha256())).stream().anyMatch(FileProgress::complete);
    }

    private void run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            clock.tick(Duration.ofMillis(250));
            line.tickAll();
            line.deliver();
        }
    }

    private static CaseNumber number(int ordinal) {
        return CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), ordinal + 1);
    }
}
