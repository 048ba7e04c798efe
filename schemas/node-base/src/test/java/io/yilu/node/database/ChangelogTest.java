package io.yilu.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.node.trial.NodeTest;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.integration.spring.SpringResourceAccessor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

@NodeTest
@DirtiesContext
class ChangelogTest {

    @Autowired
    DataSource dataSource;

    @Autowired
    JdbcClient jdbc;

    private List<String> tables() {
        return jdbc.sql("SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = DATABASE() AND table_name LIKE 'node\\_%' ORDER BY 1")
                .query(String.class)
                .list();
    }

    @Test
    void every_change_can_be_taken_back_and_made_again() throws Exception {
        List<String> latest = tables();
        assertThat(latest).contains("node_account", "node_token", "node_idempotency", "node_audit");
        try (Connection connection = dataSource.getConnection();
                Liquibase liquibase = new Liquibase(
                        "db/changelog/db.changelog-master.yaml",
                        new SpringResourceAccessor(new DefaultResourceLoader()),
                        DatabaseFactory.getInstance()
                                .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
            liquibase.rollback(8, "");
            assertThat(tables()).isEmpty();
            liquibase.update("");
        }
        assertThat(tables()).isEqualTo(latest);
    }
}
