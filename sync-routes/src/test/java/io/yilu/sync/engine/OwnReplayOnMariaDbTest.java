package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.sync.PayloadCipher;
import io.yilu.sync.Repairs.Query;
import io.yilu.sync.Repairs.Why;
import io.yilu.sync.ledger.JdbcLedger;
import io.yilu.sync.ledger.TestDatabase;
import java.util.Arrays;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class OwnReplayOnMariaDbTest extends OwnReplayContract {

    private static final String UNREADABLE = "610924102-20150701-0007-9";

    private static DataSource source;

    @BeforeAll
    static void makeDatabase() {
        source = TestDatabase.migrated();
    }

    @Override
    Ledger fresh(TickClock clock) {
        TestDatabase.emptied(source);
        return new JdbcLedger(
                RebuiltTown.TOWN,
                JdbcClient.create(source),
                new DataSourceTransactionManager(source),
                new Marked(),
                clock);
    }

    @Test
    void law_4_a_row_that_cannot_be_read_closes_its_own_case_and_is_listed_for_repair() {
        TickClock clock = new TickClock();
        Ledger ledger = fresh(clock);
        RebuiltTown town = new RebuiltTown(ledger, clock);
        town.handedBack(
                town.own(1, UNREADABLE, 1, 1, "answered"), town.own(2, "610924102-20150701-0008-7", 1, 1, "answered"));
        town.merge();
        town.heard(1, UNREADABLE, 1, "decided");
        town.heard(2, "610924102-20150701-0008-7", 1, "decided");
        spoil(1);

        town.replay();

        assertThat(ledger.recovery().closed(RebuiltTown.COUNTY)).containsExactly(UNREADABLE);
        assertThat(town.history("610924102-20150701-0008-7")).containsExactly("heard decided", "said answered");
        assertThat(ledger.repairs().messages(new Query(null, 0, 10)).rows())
                .singleElement()
                .satisfies(held -> assertThat(held.subject()).isEqualTo(UNREADABLE))
                .satisfies(held -> assertThat(held.why()).isEqualTo(Why.FAILED));
    }

    @Test
    void a_row_that_cannot_be_read_does_not_keep_its_origin_from_the_rest_of_its_history() {
        TickClock clock = new TickClock();
        Ledger ledger = fresh(clock);
        RebuiltTown town = new RebuiltTown(ledger, clock);
        for (int i = 1; i <= 5; i++) {
            town.heard(i, "610924102-20150701-000" + i + "-0", 1, "decided");
        }
        spoil(1);
        spoil(2);
        spoil(4);

        assertThat(ledger.inbox().history(RebuiltTown.COUNTY, 0, 2))
                .extracting(envelope -> envelope.sequence())
                .as("a page is full while there are more")
                .containsExactly(3L, 5L);
        assertThat(ledger.inbox().history(RebuiltTown.COUNTY, 3, 2)).hasSize(1);
    }

    private void spoil(long sequence) {
        JdbcClient.create(source)
                .sql("UPDATE sync_inbox SET payload = 'spoilt' WHERE sequence = ?")
                .param(sequence)
                .update();
    }

    /** Notices, as a real seal does, that what it opens was not sealed by it. */
    private static final class Marked implements PayloadCipher {
        @Override
        public byte[] seal(byte[] plain) {
            byte[] sealed = Arrays.copyOf(plain, plain.length + 1);
            sealed[plain.length] = 7;
            return sealed;
        }

        @Override
        public byte[] open(byte[] sealed) {
            if (sealed[sealed.length - 1] != 7) {
                throw new IllegalStateException("The seal is broken.");
            }
            return Arrays.copyOf(sealed, sealed.length - 1);
        }

        @Override
        public byte[] mark(byte[] text) {
            throw new UnsupportedOperationException("A town marks nothing.");
        }
    }
}
