package io.yilu.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.PayloadCipher;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.NodeIdentity;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class JdbcLedgerTest extends LedgerContract {

    /** Turns every bit: enough to see that nothing is stored as it is. */
    static final PayloadCipher FLIP = new PayloadCipher() {
        @Override
        public byte[] seal(byte[] plain) {
            byte[] sealed = plain.clone();
            for (int i = 0; i < sealed.length; i++) {
                sealed[i] = (byte) ~sealed[i];
            }
            return sealed;
        }

        @Override
        public byte[] open(byte[] sealed) {
            return seal(sealed);
        }

        @Override
        public byte[] mark(byte[] text) {
            throw new UnsupportedOperationException("A ledger marks nothing.");
        }
    };

    private static DataSource source;

    @BeforeAll
    static void makeDatabase() {
        source = TestDatabase.migrated();
    }

    @Override
    Ledger fresh() {
        TestDatabase.emptied(source);
        return ledger(NodeId.COUNTY);
    }

    @Test
    void a_database_of_another_site_is_refused() {
        assertThatThrownBy(() -> ledger(TOWN))
                .hasMessageContaining("YILU-NODE-003")
                .hasMessageContaining("610924000");
    }

    @Test
    void the_identity_of_a_database_outlives_the_process_and_counts_its_starts() {
        NodeIdentity first = ledger(NodeId.COUNTY).identity();
        NodeIdentity second = ledger(NodeId.COUNTY).identity();
        assertThat(second.instance()).isEqualTo(first.instance());
        assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
        assertThat(second.boot()).isNotEqualTo(first.boot());
    }

    @Test
    void the_tables_can_be_taken_back_and_made_again() {
        DataSource other = TestDatabase.migrated();
        JdbcClient jdbc = JdbcClient.create(other);
        List<String> before = TestDatabase.tables(jdbc);
        TestDatabase.rollBackAll(
                other,
                jdbc.sql("SELECT COUNT(*) FROM DATABASECHANGELOG")
                        .query(Integer.class)
                        .single());
        assertThat(TestDatabase.tables(jdbc)).isEmpty();
        TestDatabase.migrate(other);
        assertThat(TestDatabase.tables(jdbc)).isEqualTo(before).isNotEmpty();
    }

    private static Ledger ledger(NodeId node) {
        return new JdbcLedger(
                node,
                JdbcClient.create(source),
                new DataSourceTransactionManager(source),
                FLIP,
                Clock.fixed(NOON, ZoneOffset.UTC));
    }
}
