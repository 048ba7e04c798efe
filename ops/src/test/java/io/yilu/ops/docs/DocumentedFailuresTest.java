package io.yilu.ops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.trial.faults.FaultList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each row of docs/behaviour-during-failure.md names tests, and each of them is there, in the module that is said. */
class DocumentedFailuresTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("[a-z0-9]+(_[a-z0-9]+){2,}|[A-Z][A-Za-z]+(Test|IT)");
    private static final Pattern TRIAL = Pattern.compile("ops/trial --faults ([a-z0-9,-]+)");
    private static final String UNLESS_SAID = "sync-routes";
    private static final Map<String, String> MODULES = Map.of(
            "node-base", "schemas/node-base",
            "schemas", "schemas",
            "desk", "sync-routes/desk",
            "township", "township-node",
            "county", "county-node",
            "simulation", "ops/simulation",
            "ops", "ops");

    @Test
    void every_row_names_tests_and_every_test_and_fault_that_is_named_exists() throws IOException {
        WrittenTests written = WrittenTests.of(ROOT);
        List<String> rows = rows();
        assertThat(rows).hasSizeGreaterThan(60);
        assertThat(rows).allSatisfy(row -> {
            String shownBy = row.substring(row.lastIndexOf('|', row.length() - 2) + 1);
            int named = 0;
            for (String group : shownBy.split(";")) {
                named += testsOf(group, written);
            }
            assertThat(named).as("tests that are named").isPositive();
        });
    }

    /** Names that belong to the modules before them. */
    private static int testsOf(String group, WrittenTests written) {
        List<String> modules = modulesOf(group.substring(0, group.indexOf('`') + 1));
        int named = 0;
        Matcher quoted = QUOTED.matcher(group);
        while (quoted.find()) {
            Matcher trial = TRIAL.matcher(quoted.group(1));
            if (trial.matches()) {
                assertThat(trial.group(1).split(","))
                        .allSatisfy(fault ->
                                assertThat(FaultList.named(fault)).as(fault).isPresent());
                continue;
            }
            String test = quoted.group(1);
            assertThat(test).as("a test").matches(TEST);
            modules.forEach(module -> assertThat(written.in(module).contains(test))
                    .as(test + " in " + module)
                    .isTrue());
            named++;
        }
        return named;
    }

    private static List<String> modulesOf(String words) {
        List<String> modules = new ArrayList<>();
        for (String word : words.split("[^a-z-]+")) {
            if (MODULES.containsKey(word)) {
                modules.add(MODULES.get(word));
            }
        }
        return modules.isEmpty() ? List.of(UNLESS_SAID) : modules;
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/behaviour-during-failure.md")).stream()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
    }
}
