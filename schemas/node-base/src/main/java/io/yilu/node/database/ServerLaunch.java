package io.yilu.node.database;

import io.yilu.node.identity.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the processes of a data directory's MariaDB are called: the one that makes its tables and the server itself. */
record ServerLaunch(DataDirectory directory, DatabaseProperties properties) {

    /** The process that makes the server's own tables in a folder. */
    Process installer(ServerFiles files, Path folder) throws IOException {
        return start(
                files,
                new ArrayList<>(List.of(
                        files.installer().toString(),
                        "--no-defaults",
                        "--basedir=" + files.base(),
                        "--datadir=" + folder,
                        // In a shared folder a server that starts beside this one would delete the installer's tables.
                        "--tmpdir=" + directory.temporary(),
                        "--skip-test-db",
                        "--skip-name-resolve",
                        "--force")));
    }

    /** The server on a port of the loopback address; the accounts are read before it listens. */
    Process server(ServerFiles files, int port, Path accounts) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                files.daemon().toString(),
                "--no-defaults",
                "--basedir=" + files.base(),
                dataFolderArgument(directory.database()),
                "--tmpdir=" + directory.temporary(),
                "--pid-file=" + pidFile(),
                "--socket=" + socket(),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                // Its self-signed key takes 3 to 22 s at each start; the loopback address needs none.
                "--skip-ssl",
                "--init-file=" + accounts,
                "--transaction-isolation=READ-COMMITTED",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_ci",
                "--default-time-zone=+00:00",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=" + properties.bufferPool() + "M",
                "--innodb-log-file-size=16M",
                "--innodb-log-buffer-size=4M",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=1M",
                "--tmp-table-size=4M",
                "--max-heap-table-size=4M",
                "--max-connections=60",
                "--table-open-cache=200",
                "--table-definition-cache=400",
                "--max-allowed-packet=64M",
                "--performance-schema=OFF",
                "--skip-log-bin"));
        return start(files, command);
    }

    /** By this word of its command line a server of the folder is known, also one that a killed node left behind. */
    static String dataFolderArgument(Path folder) {
        return "--datadir=" + folder;
    }

    private Process start(ServerFiles files, List<String> command) throws IOException {
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(files.base().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().put("TMPDIR", directory.temporary().toString());
        builder.environment().put("LD_LIBRARY_PATH", files.libraries().toString());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    Path pidFile() {
        return directory.root().resolve("database.pid");
    }

    /** A socket's path may have 107 bytes only; where the data directory's is longer, it goes below the system's. */
    private Path socket() {
        Path inside = directory.root().resolve("database.socket");
        if (inside.toString().getBytes(StandardCharsets.UTF_8).length < 100) {
            return inside;
        }
        return Path.of("/tmp", "yilu-" + Integer.toHexString(directory.root().hashCode()) + ".socket");
    }

    Path logFile() {
        return directory.logs().resolve("database.log");
    }
}
