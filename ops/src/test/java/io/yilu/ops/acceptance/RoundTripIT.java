package io.yilu.ops.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.ProcessTable;
import io.yilu.ops.rehearsal.Errand;
import io.yilu.ops.rehearsal.RoundTrip;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Issue 2's main job over real processes: what {@code ops/demo --check} does, then both ledgers' own tables, then the same nodes
 * once more without a line, by stick.
 */
@Timeout(900)
@ResourceLock(Lane.PAGES)
class RoundTripIT {

    private static final String SENT = "SELECT message_id FROM sync_outbox WHERE subject = ? ORDER BY sequence";
    private static final String APPLIED =
            "SELECT message_id FROM sync_inbox WHERE subject = ? AND state = 'APPLIED' ORDER BY sequence";

    @Test
    void three_cases_accepted_offline_reach_the_county_and_their_results_come_home_once_each() throws Exception {
        try (Fleet fleet = Repository.newFleet("round-trip", 3)) {
            RoundTrip roundTrip = new RoundTrip(fleet, Repository.console(), Repository.words());
            roundTrip.run();
            assertThat(roundTrip.hasSucceeded()).as(roundTrip.tally().line()).isTrue();
            long bytes = roundTrip.errands().stream()
                    .flatMap(errand -> errand.pages().stream())
                    .mapToLong(page -> page.scan().content().length)
                    .sum();
            assertThat(bytes).as("bytes of all scans").isGreaterThan(20_000_000);
            for (Errand errand : roundTrip.errands()) {
                eachMessageStandsOnceInBothLedgers(fleet.plan().county(), errand);
            }
            new StickErrand(fleet, roundTrip.errands().get(0).town()).run();
            fleet.stopAll();
            assertThat(ProcessTable.workingOn(fleet.plan().root())).isEmpty();
        }
    }

    private static void eachMessageStandsOnceInBothLedgers(NodePlan countyPlan, Errand errand) throws Exception {
        String number = errand.number();
        try (LedgerTables town = new LedgerTables(errand.town());
                LedgerTables county = new LedgerTables(countyPlan)) {
            for (LedgerTables ledger : List.of(town, county)) {
                assertThat(ledger.count("SELECT COUNT(*) FROM cases WHERE case_number = ?", number))
                        .isEqualTo(1);
            }
            // Receipts follow the last deed by moments.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(unreceipted(town, number) + unreceipted(county, number))
                            .isZero());
            assertThat(county.texts(APPLIED, number))
                    .as("applied at the county = sent by the town, in the same order")
                    .isEqualTo(town.texts(SENT, number))
                    .doesNotHaveDuplicates();
            assertThat(town.texts(APPLIED, number))
                    .as("applied at the town = sent by the county, in the same order")
                    .isEqualTo(county.texts(SENT, number))
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
            assertThat(county.texts("SELECT type FROM sync_inbox WHERE subject = ? ORDER BY sequence", number))
                    .as("one acceptance first, one delivery last")
                    .startsWith("case-accepted")
                    .endsWith("case-delivered");
        }
    }

    private static long unreceipted(LedgerTables ledger, String number) throws Exception {
        return ledger.count(
                "SELECT COUNT(*) FROM sync_outbox WHERE subject = ? AND (receipted_at IS NULL OR held)", number);
    }
}
