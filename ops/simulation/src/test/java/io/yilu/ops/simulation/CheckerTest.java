package io.yilu.ops.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge is judged: a wrong done beyond the engine's sight is found and named. */
class CheckerTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "DROP, LOST",
        "DOUBLE, DUPLICATED",
        "SWAP, REORDERED",
        "CORRUPT, CORRUPTED",
        "CORRUPT_FILE, CORRUPTED",
        "HIDE_DECISION, UNRETURNED"
    })
    void one_wrong_message_fails_the_run_and_is_named(Sabotage sabotage, Law law) {
        World world = new World(Plan.drawn(3, 2, 200, 0), sabotage, false);
        Verdict verdict = world.run(Long.MAX_VALUE);
        LawBroken broken = verdict.broken().orElseThrow();
        assertThat(broken.text()).contains(world.victim());
        assertThat(verdict.broke(law)).isEqualTo(1);
    }

    @Test
    void a_failing_run_is_made_small_and_leaves_a_trace_and_the_command_that_repeats_it() throws Exception {
        Path trace = directory.resolve("trace.txt");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Simulation simulation = new Simulation(new PrintStream(bytes, true, StandardCharsets.UTF_8), Sabotage.DOUBLE);
        Options options = Options.parse(List.of(
                "--messages", "300", "--faults", "8", "--seed", "6", "--townships", "2", "--trace", trace.toString()));
        assertThat(simulation.run(options)).isFalse();
        String said = bytes.toString(StandardCharsets.UTF_8);
        assertThat(said)
                .contains("law 2: a message is applied once")
                .contains("again: ops/trial --simulate --seed 6 --townships 2 --worlds 1 --drawn-for 300 --faults 8")
                .contains("--only 0 ")
                .containsPattern("trial: seed=6 townships=2 accepted=\\d+ arrived=\\d+ lost=0 duplicated=1 reordered=0 "
                        + "corrupted=0 unreturned=0 faults=\\d\n$");
        assertThat(Files.readString(trace)).contains("says case-accepted").contains("does case-accepted");
    }

    @Test
    void a_run_in_which_all_is_well_ends_with_the_counts() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Simulation simulation = new Simulation(new PrintStream(bytes, true, StandardCharsets.UTF_8), Sabotage.NONE);
        assertThat(simulation.run(
                        Options.parse(List.of("--messages", "200", "--faults", "6", "--seed", "2", "--worlds", "2"))))
                .isTrue();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "trial: seed=2 townships=5 accepted=(\\d+) arrived=\\1 lost=0 duplicated=0 reordered=0 "
                                + "corrupted=0 unreturned=0 faults=[1-6]\n$");
    }
}
