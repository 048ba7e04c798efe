package io.yilu.ops.trial.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.docs.WrittenTests;
import io.yilu.ops.trial.faults.Card.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        WrittenTests tests = WrittenTests.of(Path.of(System.getProperty("yilu.repository", ".."))
                .toAbsolutePath()
                .normalize());
        assertThat(FaultList.all()).extracting(Fault::card).allSatisfy(card -> {
            Matcher named = TEST_NAME.matcher(card.how());
            while (named.find()) {
                assertThat(tests.have(named.group()))
                        .as(named.group() + " for " + card.name())
                        .isTrue();
            }
            if (card.way() == Way.ELSEWHERE) {
                assertThat(TEST_NAME.matcher(card.how()).find())
                        .as(card.name() + " names a test")
                        .isTrue();
            }
        });
    }
}
