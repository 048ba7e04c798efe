package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms.Alarm;
import io.yilu.sync.ledger.MemoryLedger;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BackupWatchTest {

    private final TickClock clock = new TickClock();
    private final MemoryLedger county = new MemoryLedger(NodeId.COUNTY, UUID.randomUUID(), clock);
    private final MemoryLedger town = new MemoryLedger(NodeId.of("610924102"), UUID.randomUUID(), clock);

    @Test
    void a_county_without_a_backup_for_two_days_is_alarmed_until_one_is_finished() {
        look(county, Duration.ofDays(1));
        assertThat(county.alarms().open()).isEmpty();
        look(county, Duration.ofDays(2));
        assertThat(county.alarms().open())
                .singleElement()
                .extracting(Alarm::code, Alarm::peer)
                .containsExactly("YILU-BACKUP-001", null);

        county.inTransaction(() -> county.backups().finishedHere(clock.instant()));
        look(county, Duration.ZERO);
        assertThat(county.alarms().open()).isEmpty();
        look(county, Duration.ofDays(3));
        assertThat(county.alarms().open()).hasSize(1);
    }

    @Test
    void a_town_is_watched_once_it_has_made_one() {
        look(town, Duration.ofDays(30));
        assertThat(town.alarms().open()).isEmpty();
        town.inTransaction(() -> town.backups().finishedHere(clock.instant()));
        look(town, Duration.ofDays(30));
        assertThat(town.alarms().open()).hasSize(1);
    }

    @Test
    void law_9_a_backup_from_the_future_says_nothing() {
        county.inTransaction(() -> county.backups().finishedHere(clock.instant().plus(Duration.ofDays(3_000))));
        look(county, Duration.ofDays(4));
        assertThat(county.alarms().open()).hasSize(1);
    }

    private void look(MemoryLedger ledger, Duration later) {
        clock.tick(later);
        new BackupWatch(ledger, Duration.ofDays(2), clock).look();
    }
}
