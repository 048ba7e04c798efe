package io.yilu.ops.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out who listens on a port, so that "taken" can name the process. */
final class Listener {

    private static final String LISTENING = "0A";

    private Listener() {}

    /** "process 1234 (java -jar x.jar)", or empty where the kernel does not tell. */
    static Optional<String> on(int port) {
        Set<String> sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> inodes(Path.of(table), port))
                .map(inode -> "socket:[" + inode + "]")
                .collect(Collectors.toSet());
        return ProcessHandle.allProcesses()
                .filter(process -> holdsAny(process.pid(), sockets))
                .findFirst()
                .map(process -> "process " + process.pid() + " ("
                        + shortened(process.info().commandLine().orElse("?")) + ")");
    }

    private static Stream<String> inodes(Path table, int port) {
        String suffix = ":%04X".formatted(port);
        try {
            return Files.readAllLines(table).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(field -> field.length > 9 && field[1].endsWith(suffix) && field[3].equals(LISTENING))
                    .map(field -> field[9]);
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    private static boolean holdsAny(long pid, Set<String> sockets) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.anyMatch(file -> target(file).map(sockets::contains).orElse(false));
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static Optional<String> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException closed) {
            return Optional.empty();
        }
    }

    private static String shortened(String command) {
        return command.length() <= 100 ? command : command.substring(0, 100) + "…";
    }
}
