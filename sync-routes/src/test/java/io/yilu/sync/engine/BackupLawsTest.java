package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A town lets go of a file only while the county holds it, holds it in a finished backup, and says so now. */
class BackupLawsTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final CaseNumber FIRST = CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), 1);
    private static final CaseNumber SECOND = CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), 2);
    private static final List<String> BOTH = List.of(FIRST.value(), SECOND.value());

    private final TickClock clock = new TickClock();
    private final BadLine line = new BadLine(1, 0, 0);
    private final TestNode town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
    private final TestNode county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);

    @Test
    void law_3_nothing_is_let_go_of_before_the_county_has_it_in_a_finished_backup() {
        FileManifest early = town.sendFile(NodeId.COUNTY, FIRST, new byte[] {1});
        FileManifest late = town.sendFile(NodeId.COUNTY, SECOND, new byte[] {2});
        run(120);
        assertThat(purged()).isZero();

        backUpCounty(1);
        run(120);
        assertThat(purged()).isEqualTo(1);
        assertThat(town.chunks().isVisible(early.sha256())).isFalse();
        assertThat(town.chunks().isVisible(late.sha256())).isTrue();
        assertThat(county.chunks().isVisible(early.sha256())).isTrue();

        run(120);
        assertThat(town.chunks().isVisible(early.sha256())).isFalse();
        assertThat(town.ledger().files().missing(NodeId.COUNTY).files()).isZero();
    }

    @Test
    void a_file_that_is_needed_otherwise_or_whose_case_goes_on_stays() {
        FileManifest scan = town.sendFile(NodeId.COUNTY, FIRST, new byte[] {1});
        town.sendAgain(NodeId.COUNTY, SECOND, scan);
        run(60);
        backUpCounty(2);
        run(120);
        assertThat(files().purge(NodeId.COUNTY, List.of(FIRST.value()), any -> false))
                .isZero();
        assertThat(files().purge(NodeId.COUNTY, BOTH, scan.sha256()::equals)).isZero();
        assertThat(purged()).isEqualTo(1);
    }

    @Test
    void law_3_a_county_put_back_from_an_older_backup_gets_every_file_that_it_lacks() {
        TestNode.Backup empty = county.backup();
        FileManifest scan = town.sendFile(NodeId.COUNTY, FIRST, new byte[] {1});
        run(60);
        backUpCounty(1);
        run(120);
        assertThat(town.ledger().backups().backedUpThere(NodeId.COUNTY)).isEqualTo(1);

        line.cut(true);
        run(120);
        county.restore(empty);
        county.chunks().remove(scan.sha256());
        assertThat(purged()).as("nobody can say what the county has now").isZero();

        line.cut(false);
        run(1);
        assertThat(purged()).isZero();
        run(200);
        assertThat(county.chunks().isVisible(scan.sha256())).isTrue();
        assertThat(town.ledger().backups().backedUpThere(NodeId.COUNTY)).isZero();
        assertThat(purged()).as("no backup of the county has it any more").isZero();
    }

    @Test
    void law_3_a_town_that_is_being_rebuilt_lets_go_of_nothing() {
        town.sendFile(NodeId.COUNTY, FIRST, new byte[] {1});
        run(60);
        backUpCounty(1);
        run(120);
        TestNode.Backup now = town.backup();
        town.restore(now);
        assertThat(purged()).isZero();
        county.exchange().admit(TOWN, town.ledger().identity().instance());
        run(120);
        assertThat(purged()).isEqualTo(1);
    }

    private int purged() {
        return files().purge(NodeId.COUNTY, BOTH, any -> false);
    }

    private BackedUpFiles files() {
        return new BackedUpFiles(town.ledger(), town.chunks(), clock);
    }

    private void backUpCounty(long through) {
        county.ledger().inTransaction(() -> county.ledger().backups().backedUpHere(TOWN, through));
    }

    private void run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            clock.tick(Duration.ofMillis(250));
            line.tickAll();
            line.deliver();
        }
    }
}
