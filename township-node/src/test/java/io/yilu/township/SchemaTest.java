package io.yilu.township;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.township.trial.TownshipTest;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.integration.spring.SpringResourceAccessor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;

@TownshipTest
class SchemaTest {

    @Autowired
    DataSource data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ResourceLoader resources;

    /** Other tests make what they need, so the shared node may lose its cases here. */
    @Test
    void the_node_s_tables_can_be_taken_back_and_made_again() throws Exception {
        List<String> before = tables();
        int own = jdbc.sql("SELECT COUNT(*) FROM DATABASECHANGELOG WHERE FILENAME LIKE 'db/changelog/%'")
                .query(Integer.class)
                .single();

        try (Connection connection = data.getConnection()) {
            var database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Liquibase liquibase = new Liquibase(
                    "classpath:/db/changelog/db.changelog-master.yaml",
                    new SpringResourceAccessor(resources),
                    database);
            liquibase.rollback(own, null, new Contexts(), new LabelExpression());
            assertThat(tables())
                    .doesNotContain("cases", "case_counter", "draft", "correction", "decision", "handover")
                    .contains("sync_outbox", "node_account");

            liquibase.update(new Contexts(), new LabelExpression());
        }

        assertThat(own).isGreaterThan(10);
        assertThat(tables()).containsExactlyInAnyOrderElementsOf(before).contains("cases", "case_counter", "draft");
    }

    private List<String> tables() {
        return jdbc.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")
                .query(String.class)
                .list();
    }
}
