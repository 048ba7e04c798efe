package io.yilu.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.node.trial.NodeTest;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@NodeTest
class NodeDatabaseTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    /** The build gives the JVM Asia/Shanghai, a careless PC may have any zone. */
    @Test
    @Transactional
    void an_instant_is_kept_in_utc_whatever_the_zone_of_the_machine_is() {
        Instant given = Instant.parse("2015-07-01T01:12:00.123456Z");
        jdbc.sql("CREATE TEMPORARY TABLE moment (at DATETIME(6))").update();
        jdbc.sql("INSERT INTO moment VALUES (?)").param(given).update();
        assertThat(jdbc.sql("SELECT CAST(at AS CHAR) FROM moment")
                        .query(String.class)
                        .single())
                .isEqualTo("2015-07-01 01:12:00.123456");
        assertThat(jdbc.sql("SELECT at FROM moment")
                        .query((row, number) -> row.getObject(1, Instant.class))
                        .single())
                .isEqualTo(given);
        assertThat(clock.getZone().getId()).isEqualTo("Asia/Shanghai");
    }

    @Test
    void chinese_beyond_the_basic_plane_is_kept() {
        assertThat(jdbc.sql("SELECT ?").param("𬭎㛃").query(String.class).single())
                .isEqualTo("𬭎㛃");
    }
}
