package io.yilu.node.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the tables of a backup in at the first start after {@code ops/restore} has laid it out as {@code restore.sql.gz}. A
 * start that is cut short begins again: the dump replaces every table.
 */
record BackupImport(Path file) {

    private static final Logger log = LoggerFactory.getLogger(BackupImport.class);

    static BackupImport in(Path dataDirectory) {
        return new BackupImport(dataDirectory.resolve("restore.sql.gz"));
    }

    /** @param access how to reach the server that has just started */
    void into(Access access) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        log.info("Taking in the backup {}", file);
        Process client = access.client().start();
        try (OutputStream to = client.getOutputStream();
                InputStream dump = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            dump.transferTo(to);
        } catch (IOException ended) {
            // Its exit code says more than a broken pipe.
            log.warn("The database's client ended early: {}", ended.toString());
        }
        if (exitCode(client) != 0) {
            throw new IOException("the backup " + file + " cannot be taken in; " + access.logFile() + " says why");
        }
        Files.delete(file);
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IOException("interrupted while taking the backup in", e);
        }
    }

    /** The server's own client, which reads what its dump wrote; its password goes by the environment. */
    record Access(ServerFiles files, int port, String user, String password, String schema, Path logFile) {

        private ProcessBuilder client() {
            ProcessBuilder client = new ProcessBuilder(List.of(
                            files.client().toString(),
                            "--no-defaults",
                            "--protocol=tcp",
                            "--host=127.0.0.1",
                            "--port=" + port,
                            "--user=" + user,
                            "--skip-ssl",
                            "--default-character-set=utf8mb4",
                            "--max-allowed-packet=64M",
                            schema))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
            client.environment().put("MYSQL_PWD", password);
            client.environment().put("LD_LIBRARY_PATH", files.libraries().toString());
            return client;
        }
    }
}
