package io.yilu.ops.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yilu.ops.demo.Demo;
import io.yilu.ops.fleet.Folders;
import io.yilu.ops.fleet.Ports;
import io.yilu.ops.fleet.ProcessTable;
import io.yilu.ops.fleet.ProcessTable.Entry;
import io.yilu.ops.fleet.ProcessTable.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The launcher as a person uses it: one terminal, Ctrl-C, and again. */
@Timeout(600)
@ResourceLock(Lane.PAGES)
class DemoIT {

    private static final Duration START = Duration.ofMinutes(4);

    private final Path data = Repository.target().resolve("acceptance/demo");
    private final List<Process> launchers = new ArrayList<>();
    private final String ports = otherPorts();

    @BeforeEach
    void startWithNoData() throws IOException {
        Folders.delete(data);
        Files.createDirectories(data);
    }

    @AfterEach
    void endWhatATestLeft() throws Exception {
        for (Process launcher : launchers) {
            launcher.destroy();
            if (!launcher.waitFor(90, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        }
        ProcessTable.workingOn(data).forEach(Entry::kill);
    }

    @Test
    void ctrl_c_or_kill_leaves_no_process_and_the_next_start_finds_its_data() throws Exception {
        Process first = launch("first.log", "--port-base", ports);
        awaitOutput("first.log", "All ready");
        assertThat(ProcessTable.workingOn(data)).as("two nodes, two databases").hasSize(4);
        Process second = launch("second.log", "--port-base", otherPorts());
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(output("second.log")).contains("Another ops/demo is using");

        long passwordSetAt = lastModified("610924000/keys/database-password");
        interrupt(first);
        assertThat(first.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(ProcessTable.workingOn(data)).isEmpty();
        assertThat(output("first.log")).containsSubsequence("城关镇 stopped", "紫阳县 stopped", "no process is left");

        Process third = launch("third.log", "--port-base", ports);
        awaitOutput("third.log", "All ready");
        assertThat(lastModified("610924000/keys/database-password")).isEqualTo(passwordSetAt);
        aNodeThatDiesIsStartedAgain();
        third.destroyForcibly();
        await("the nodes end with a launcher that was killed")
                .atMost(Duration.ofSeconds(60))
                .until(() -> ProcessTable.workingOn(data).isEmpty());
    }

    /** As after a crash of the program: its database still runs, and holds the files. */
    private void aNodeThatDiesIsStartedAgain() throws IOException {
        Path town = data.resolve("610924100");
        Entry node = ProcessTable.workingOn(town).stream()
                .filter(entry -> entry.role() == Role.NODE)
                .findFirst()
                .orElseThrow();
        node.kill();
        awaitOutput("third.log", "城关镇 ended unexpectedly, exit code 137");
        await().atMost(START)
                .untilAsserted(() -> assertThat(output("third.log").split("城关镇 610924100 is ready", -1))
                        .as("ready a second time")
                        .hasSize(3));
    }

    private static String otherPorts() {
        return Integer.toString(Ports.free().county());
    }

    private Process launch(String log, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                // A build that runs in the background ignores SIGINT and would hand that down.
                "/usr/bin/env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-cp",
                Repository.target().resolve("classes") + ":"
                        + Repository.target().resolve("lib") + "/*",
                Demo.class.getName(),
                "--repository",
                Repository.root().toString(),
                "--data",
                data.toString(),
                "--townships",
                "1",
                "--no-archive"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve(log).toFile());
        builder.environment().put("LANG", "en_GB.UTF-8");
        builder.environment().remove("LC_ALL");
        Process launcher = builder.start();
        launchers.add(launcher);
        return launcher;
    }

    /** SIGINT, which is what a terminal sends on Ctrl-C. */
    private static void interrupt(Process launcher) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(launcher.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitOutput(String log, String text) {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(output(log)).contains(text));
    }

    private String output(String log) throws IOException {
        return Files.readString(data.resolve(log));
    }

    private long lastModified(String file) throws IOException {
        return Files.getLastModifiedTime(data.resolve(file)).toMillis();
    }
}
