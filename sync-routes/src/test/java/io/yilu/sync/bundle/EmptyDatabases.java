package io.yilu.sync.bundle;

import io.yilu.sync.ledger.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Databases with the exchange's tables, emptied and used again: making one takes longer than most tests. */
final class EmptyDatabases {

    private static final List<DataSource> MADE = new ArrayList<>();
    private static int used;

    private EmptyDatabases() {}

    /** A new test begins. */
    static void reuse() {
        used = 0;
    }

    static DataSource next() {
        if (used == MADE.size()) {
            MADE.add(TestDatabase.migrated());
        }
        DataSource source = MADE.get(used++);
        JdbcClient jdbc = JdbcClient.create(source);
        tables(jdbc).forEach(table -> jdbc.sql("DELETE FROM " + table).update());
        return source;
    }

    /** Another database with everything that is in this one. */
    static DataSource copyOf(DataSource original) {
        String name = JdbcClient.create(original)
                .sql("SELECT DATABASE()")
                .query(String.class)
                .single();
        DataSource copy = next();
        JdbcClient jdbc = JdbcClient.create(copy);
        tables(jdbc)
                .forEach(table -> jdbc.sql("INSERT INTO " + table + " SELECT * FROM " + name + "." + table)
                        .update());
        return copy;
    }

    private static List<String> tables(JdbcClient jdbc) {
        return jdbc.sql("SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = DATABASE() AND table_name LIKE 'sync%'")
                .query(String.class)
                .list();
    }
}
