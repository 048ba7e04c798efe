package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashPointTest {

    private static final int HALTED = 137;

    /** What the child process does. */
    static final class Child {
        public static void main(String[] arguments) {
            try {
                CrashPoint.APPLYING.reached("case-1");
                System.exit(0);
            } catch (IllegalStateException failed) {
                System.exit(3);
            }
        }
    }

    @Test
    void an_order_halts_the_process_once_and_nothing_happens_without_one(@TempDir Path folder) throws Exception {
        Path order = Files.createFile(folder.resolve("applying@case-1"));
        Files.createFile(folder.resolve("applying@case-2"));
        assertThat(run("-Dyilu.trial.crash-points=" + folder)).isEqualTo(HALTED);
        assertThat(order).doesNotExist();
        assertThat(run("-Dyilu.trial.crash-points=" + folder)).isZero();
        CrashPoint.APPLYING.reached("case-2");
    }

    @Test
    void an_order_to_fail_holds_until_it_is_taken_away(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("applying"), "fail\n");
        assertThat(run("-Dyilu.trial.crash-points=" + folder)).isEqualTo(3);
        assertThat(run("-Dyilu.trial.crash-points=" + folder)).isEqualTo(3);
    }

    private static int run(String flag) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", flag));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
