package io.yilu.ops.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Linux's own list of processes, read from /proc: whose folder a process works on, and what memory it costs. */
public final class ProcessTable {

    private static final Path PROC = Path.of("/proc");
    private static final Pattern PSS = Pattern.compile("^Pss:\\s+(\\d+) kB", Pattern.MULTILINE);

    private ProcessTable() {}

    /** What a process of ours is, told from its command line. */
    public enum Role {
        NODE,
        DATABASE,
        OTHER
    }

    /** A process that names a folder, or something in it, on its command line. */
    public record Entry(long pid, Role role, String command) {

        public boolean isAlive() {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }

        /** Asks it to end (SIGTERM). */
        public void end() {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }

        /** Ends it without asking (SIGKILL). */
        public void kill() {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Nodes and databases that work on this folder or one below it. */
    public static List<Entry> workingOn(Path folder) {
        return naming(folder).stream()
                .filter(entry -> entry.role() != Role.OTHER)
                .toList();
    }

    public static List<Entry> databasesOf(Path folder) {
        return naming(folder).stream()
                .filter(entry -> entry.role() == Role.DATABASE)
                .toList();
    }

    private static List<Entry> naming(Path folder) {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> process.getFileName().toString().chars().allMatch(Character::isDigit))
                    .flatMap(process -> entry(process, folder).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException("The list of processes in /proc cannot be read.", unreadable);
        }
    }

    private static Optional<Entry> entry(Path process, Path folder) {
        String command;
        try {
            command = Files.readString(process.resolve("cmdline"))
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException ended) {
            return Optional.empty();
        }
        if (!names(command, folder)) {
            return Optional.empty();
        }
        long pid = Long.parseLong(process.getFileName().toString());
        return Optional.of(new Entry(pid, role(command), command));
    }

    private static boolean names(String command, Path folder) {
        String path = folder.toString();
        int at = command.indexOf(path);
        while (at >= 0) {
            int end = at + path.length();
            if (end == command.length() || command.charAt(end) == '/' || command.charAt(end) == ' ') {
                return true;
            }
            at = command.indexOf(path, at + 1);
        }
        return false;
    }

    private static Role role(String command) {
        String program = command.split(" ", 2)[0].toLowerCase(Locale.ROOT);
        if (program.endsWith("mariadbd") || program.endsWith("mysqld")) {
            return Role.DATABASE;
        }
        return command.contains("--yilu.node.data-dir=") ? Role.NODE : Role.OTHER;
    }

    /** Proportional set size in bytes: shared pages are divided among those who share them. Empty if it has ended. */
    public static Optional<Long> memory(long pid) {
        try {
            Matcher pss = PSS.matcher(
                    Files.readString(PROC.resolve(Long.toString(pid)).resolve("smaps_rollup")));
            return pss.find() ? Optional.of(Long.parseLong(pss.group(1)) * 1024) : Optional.empty();
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}
