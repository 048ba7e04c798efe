package io.yilu.sync.ledger;

import io.yilu.sync.engine.FileLedger;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcFileLedgerTest extends FileLedgerContract {

    private static DataSource source;

    @BeforeAll
    static void makeDatabase() {
        source = TestDatabase.migrated();
    }

    @Override
    FileLedger fresh() {
        JdbcClient jdbc = JdbcClient.create(source);
        for (String table : new String[] {"sync_file", "sync_file_in", "sync_file_out"}) {
            jdbc.sql("DELETE FROM " + table).update();
        }
        return new JdbcFileLedger(
                jdbc,
                new TransactionTemplate(new DataSourceTransactionManager(source)),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }
}
