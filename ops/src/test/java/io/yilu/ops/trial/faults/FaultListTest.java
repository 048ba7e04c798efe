package io.yilu.ops.trial.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.trial.faults.Card.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultListTest {

    private static final Pattern TEST_NAME = Pattern.compile("[a-z0-9]+(_[a-z0-9]+){3,}");

    @Test
    void every_fault_has_a_name_of_its_own_a_law_and_says_how_it_is_made() {
        assertThat(FaultList.all()).extracting(Fault::name).doesNotHaveDuplicates();
        assertThat(FaultList.all()).extracting(Fault::card).allSatisfy(card -> {
            assertThat(card.name()).matches("[a-z0-9-]{4,40}");
            assertThat(card.law()).matches("[0-9]{1,2}(, [0-9]{1,2})*");
            assertThat(card.from()).isNotBlank();
            assertThat(card.how()).isNotBlank();
        });
        FaultList.all().forEach(fault -> assertThat(FaultList.table()).contains(fault.name()));
    }

    /** A card that names a test must name one that is there. */
    @Test
    void every_test_that_a_card_names_exists() throws IOException {
        String tests = testSources();
        assertThat(FaultList.all()).extracting(Fault::card).allSatisfy(card -> {
            Matcher named = TEST_NAME.matcher(card.how());
            while (named.find()) {
                assertThat(tests).as("for " + card.name()).contains("void " + named.group() + "(");
            }
            if (card.way() == Way.ELSEWHERE) {
                assertThat(TEST_NAME.matcher(card.how()).find())
                        .as(card.name() + " names a test")
                        .isTrue();
            }
        });
    }

    private static String testSources() throws IOException {
        Path repository = Path.of(System.getProperty("yilu.repository", "..")).toAbsolutePath();
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(repository)) {
            List<Path> tests = files.filter(file -> file.toString().contains("/src/test/java/")
                            && file.toString().endsWith(".java"))
                    .toList();
            for (Path test : tests) {
                all.append(Files.readString(test));
            }
        }
        return all.toString();
    }
}
