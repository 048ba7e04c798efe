package io.yilu.node.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a process of its own, as a launcher has. */
class EndWithStarterTest {

    private final List<Process> started = new ArrayList<>();

    /** A program that would go on for a while. */
    static final class Node {
        public static void main(String[] arguments) throws InterruptedException {
            EndWithStarter.ifAsked();
            TimeUnit.SECONDS.sleep(60);
        }
    }

    @Test
    void a_node_ends_in_order_when_its_starter_is_gone_and_not_before() throws Exception {
        Process process = start("true");
        assertThat(process.waitFor(2, TimeUnit.SECONDS)).isFalse();
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void a_node_of_a_service_manager_has_no_input_and_goes_on() throws Exception {
        Process process = start("false");
        process.getOutputStream().close();
        assertThat(process.waitFor(3, TimeUnit.SECONDS)).isFalse();
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String asked) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + EndWithStarter.ASKED + "=" + asked,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Node.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }
}
