package io.yilu.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.PayloadCipher;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.NodeIdentity;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

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

    @Test
    void law_4_a_real_deadlock_is_a_failure_that_passes() throws Exception {
        JdbcClient jdbc = twoRows("deadlocked");
        Ledger ledger = ledger(NodeId.COUNTY);
        CyclicBarrier bothHaveOne = new CyclicBarrier(2);
        List<RuntimeException> failures = together(
                () -> ledger.inTransaction(() -> {
                    touch(jdbc, "deadlocked", 1);
                    await(bothHaveOne);
                    touch(jdbc, "deadlocked", 2);
                }),
                () -> ledger.inTransaction(() -> {
                    touch(jdbc, "deadlocked", 2);
                    await(bothHaveOne);
                    touch(jdbc, "deadlocked", 1);
                }));
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            sql -> assertThat(sql.getErrorCode()).isEqualTo(1213));
            assertThat(ledger.isTransient(failure)).isTrue();
        });
    }

    @Test
    void law_4_a_row_that_changed_since_it_was_read_is_a_failure_that_passes() {
        JdbcClient jdbc = twoRows("changed");
        Ledger ledger = ledger(NodeId.COUNTY);
        TransactionTemplate snapshot = new TransactionTemplate(new DataSourceTransactionManager(source));
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        RuntimeException failure = catchThrowableOfType(
                RuntimeException.class,
                () -> snapshot.executeWithoutResult(status -> {
                    jdbc.sql("SET SESSION innodb_snapshot_isolation = ON").update();
                    jdbc.sql("SELECT touched FROM changed WHERE id = 1")
                            .query(Integer.class)
                            .single();
                    CompletableFuture.runAsync(() -> touch(JdbcClient.create(source), "changed", 1))
                            .join();
                    touch(jdbc, "changed", 1);
                }));
        assertThat(failure)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        sql -> assertThat(sql.getErrorCode()).isEqualTo(1020));
        assertThat(ledger.isTransient(failure)).isTrue();
    }

    private static JdbcClient twoRows(String table) {
        JdbcClient jdbc = JdbcClient.create(source);
        jdbc.sql("CREATE TABLE " + table + " (id INT PRIMARY KEY, touched INT NOT NULL)")
                .update();
        jdbc.sql("INSERT INTO " + table + " VALUES (1, 0), (2, 0)").update();
        return jdbc;
    }

    private static void touch(JdbcClient jdbc, String table, int id) {
        jdbc.sql("UPDATE " + table + " SET touched = touched + 1 WHERE id = ?")
                .param(id)
                .update();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException(alone);
        }
    }

    /** Does all of it side by side; what failed with a database's word. */
    private static List<RuntimeException> together(Runnable... works) {
        List<CompletableFuture<Void>> running =
                Stream.of(works).map(CompletableFuture::runAsync).toList();
        List<RuntimeException> failures = new ArrayList<>();
        for (CompletableFuture<Void> one : running) {
            try {
                one.join();
            } catch (CompletionException failed) {
                failures.add((RuntimeException) failed.getCause());
            }
        }
        return failures;
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
