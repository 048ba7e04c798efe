package io.yilu.ops.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.demo.DemoSites;
import io.yilu.ops.trial.Storm;
import io.yilu.ops.trial.Storm.Outcome;
import io.yilu.ops.trial.TrialOptions;
import io.yilu.ops.trial.check.Verdict.Finding;
import io.yilu.ops.trial.check.Verdict.Wrong;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The fault trial in small, and the proof that its judge would notice. */
@Timeout(900)
@ResourceLock(Lane.STARTS)
class TrialIT {

    /** One of each sort, and few that restart the county: each start costs a CI machine half a minute. */
    private static final String FAULTS =
            "line-cut-in-chunk,line-half-open,receipts-late,messages-out-of-order,chunks-spoilt,"
                    + "kill-county-database,kill-committed-not-receipted,kill-sent-not-noted,part-lost,clock-20-years-back,"
                    + "poison-message,same-id-other-payload";

    @Test
    void nothing_is_lost_doubled_or_changed_whatever_strikes() throws Exception {
        Outcome outcome =
                trial("faults", "--townships 2 --cases 16 --files-mb 8 --seed 11 --minutes 1 --faults " + FAULTS);
        assertThat(outcome.line())
                .startsWith(
                        "trial: seed=11 townships=2 accepted=16 arrived=16 lost=0 duplicated=0 reordered=0 corrupted=0"
                                + " unreturned=0 faults=");
        assertThat(outcome.isGood()).isTrue();
        assertThat(outcome.notStruck()).as("faults that met nothing").isEmpty();
        assertThat(Files.readString(outcome.report())).contains(outcome.line()).contains("receipts late 80");
    }

    @Test
    void a_message_that_is_dropped_doubled_swapped_or_corrupted_makes_the_trial_fail_and_is_named() throws Exception {
        Outcome outcome = trial(
                "sabotage",
                "--townships 4 --cases 12 --files-mb 1 --seed 3 --minutes 1 --faults none"
                        + " --sabotage drop,double,swap,corrupt");
        assertThat(outcome.isGood()).isFalse();
        assertThat(outcome.verdict().findings())
                .extracting(Finding::wrong)
                .containsExactlyInAnyOrder(Wrong.LOST, Wrong.DUPLICATED, Wrong.REORDERED, Wrong.CORRUPTED);
        assertThat(named(outcome, Wrong.LOST)).startsWith(site(0));
        assertThat(named(outcome, Wrong.DUPLICATED)).startsWith(site(1));
        assertThat(named(outcome, Wrong.REORDERED)).startsWith(site(2));
        assertThat(named(outcome, Wrong.CORRUPTED)).startsWith(site(3));
        assertThat(outcome.line()).contains("lost=1 duplicated=1 reordered=1 corrupted=1 unreturned=0");
    }

    private static String site(int town) {
        return DemoSites.first(4).get(town).code().value();
    }

    private static String named(Outcome outcome, Wrong wrong) {
        return outcome.verdict().findings().stream()
                .filter(finding -> finding.wrong() == wrong)
                .map(Finding::subject)
                .findFirst()
                .orElseThrow();
    }

    private static Outcome trial(String name, String options) throws Exception {
        Path report = Repository.target().resolve("acceptance").resolve("trial-" + name);
        List<String> all = Stream.concat(
                        Stream.of("--repository", Repository.root().toString(), "--report", report.toString()),
                        Arrays.stream(options.split(" ")))
                .toList();
        return new Storm(TrialOptions.parse(all), Repository.console(), Repository.words()).run();
    }
}
