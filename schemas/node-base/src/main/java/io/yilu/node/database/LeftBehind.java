package io.yilu.node.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the database process that a killed node left on these files; two servers on one folder would destroy it.
 *
 * <p>A process counts only when its command line names this data folder: process ids are used again.
 */
final class LeftBehind {

    private static final Logger log = LoggerFactory.getLogger(LeftBehind.class);
    private static final long ORDERLY_SECONDS = 60;
    private static final long KILLED_SECONDS = 10;

    private LeftBehind() {}

    static void end(Path pidFile, Path dataFolder) throws IOException {
        Optional<ProcessHandle> process = find(pidFile, dataFolder);
        if (process.isPresent()) {
            ProcessHandle left = process.get();
            log.warn("Ending the database process {} that an earlier run left on {}", left.pid(), dataFolder);
            end(left);
        }
        Files.deleteIfExists(pidFile);
    }

    /** Asks the process to end; kills it when it does not. */
    static void end(ProcessHandle process) {
        process.destroy();
        if (!endsWithin(process, ORDERLY_SECONDS)) {
            log.warn("Database process {} did not end within {} s, killing it", process.pid(), ORDERLY_SECONDS);
            process.destroyForcibly();
            if (!endsWithin(process, KILLED_SECONDS)) {
                throw DatabaseFailures.notStopping(process.pid());
            }
        }
    }

    private static boolean endsWithin(ProcessHandle process, long seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (ExecutionException e) {
            return !process.isAlive();
        }
    }

    private static Optional<ProcessHandle> find(Path pidFile, Path dataFolder) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String text = Files.readString(pidFile, StandardCharsets.US_ASCII).strip();
        if (!text.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(text))
                .filter(process -> commandLine(process).contains(ServerLaunch.dataFolderArgument(dataFolder)));
    }

    private static String commandLine(ProcessHandle process) {
        try {
            // /proc gives the whole line; ProcessHandle's own cuts long ones.
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }
}
