package io.yilu.ops.rehearsal;

import io.yilu.ops.fleet.Console;
import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.NodeFailedException;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.ProcessTable;
import io.yilu.ops.fleet.Words;
import io.yilu.ops.rehearsal.Errand.Ending;
import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.catalogue.SampleCase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * The main job end to end: three cases accepted at two towns while the county is down, one town killed, everything at the
 * county afterwards, decided there, results home, handed over.
 */
public final class RoundTrip {

    public static final String PASSWORD = "yilu-demo-2026";

    /** Code of the department whose reviewer is {@code minzheng}. */
    static final String CIVIL_AFFAIRS = "05";

    static final String URBAN_TOWN = "610924100";
    static final String HILL_TOWN = "610924102";

    private final Fleet fleet;
    private final Console console;
    private final Words words;
    private final Tally tally = new Tally();
    private final List<Errand> errands = new ArrayList<>();

    public RoundTrip(Fleet fleet, Console console, Words words) {
        this.fleet = fleet;
        this.console = console;
        this.words = words;
        NodePlan hill = fleet.plan().town(HILL_TOWN);
        NodePlan urban = fleet.plan().town(URBAN_TOWN);
        errands.add(errand(hill, "S001", Ending.APPROVED));
        errands.add(errand(urban, "S008", Ending.REFUSED));
        errands.add(errand(hill, "S002", Ending.CORRECTED_THEN_APPROVED));
    }

    private static Errand errand(NodePlan town, String sampleName, Ending ending) {
        Catalogue catalogue = CatalogueLoader.loadShipped();
        SampleCase sample = SampleCase.loadShipped().stream()
                .filter(candidate -> candidate.sample().equals(sampleName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No sample " + sampleName));
        String department = catalogue.requireItem(sample.item()).department();
        return new Errand(town, sample, department, ending);
    }

    public List<Errand> errands() {
        return List.copyOf(errands);
    }

    public Tally tally() {
        return tally;
    }

    public boolean hasSucceeded() {
        return tally.allAgree(errands.size());
    }

    /** The whole way; the fleet is not started yet and is left running. */
    public void run() throws IOException, InterruptedException, TimeoutException, NodeFailedException {
        greetOnce();
        acceptOffline();
        killAndStart(fleet.plan().town(HILL_TOWN));
        console.say(words.of("check.county"));
        fleet.startReady(fleet.plan().county());
        AtTheCounty county = new AtTheCounty(fleet.plan().county(), tally, console, words);
        AtTheTowns towns = new AtTheTowns(fleet.plan(), tally, console, words);
        for (Errand errand : errands) {
            county.awaitArrival(errand);
        }
        for (Errand errand : errands) {
            if (errand.ending() == Ending.CORRECTED_THEN_APPROVED) {
                county.askForCorrection(errand);
                towns.supplement(errand);
                county.awaitSupplement(errand);
            }
            county.decide(errand);
        }
        for (Errand errand : errands) {
            towns.awaitResult(errand, county.decisionOf(errand));
            towns.handOver(errand);
        }
        for (Errand errand : errands) {
            county.awaitDelivered(errand);
        }
        console.say(words.of("check.once"));
        for (Errand errand : errands) {
            county.requireOnce(errand);
            towns.requireOnce(errand);
        }
    }

    /** A new town hears from the county that it had no life before; then the county goes down, for good as far as they know. */
    private void greetOnce() throws InterruptedException, NodeFailedException {
        fleet.startAll();
        fleet.stop(fleet.plan().county());
    }

    private void acceptOffline() throws IOException, InterruptedException {
        AtTheTowns towns = new AtTheTowns(fleet.plan(), tally, console, words);
        long seed = System.nanoTime();
        long bytes = 0;
        int pages = errands.stream()
                .mapToInt(errand -> errand.sample().attachments().size())
                .sum();
        for (Errand errand : errands) {
            bytes += towns.accept(errand, new Scanner(seed++), AtTheTowns.BYTES_IN_ALL / pages);
        }
        console.say(words.of("check.accepted", errands.size(), bytes >> 10));
    }

    private void killAndStart(NodePlan town)
            throws IOException, InterruptedException, NodeFailedException, TimeoutException {
        fleet.kill(town);
        List<Long> left = ProcessTable.databasesOf(town.dataDir()).stream()
                .map(ProcessTable.Entry::pid)
                .toList();
        console.say(words.of("check.killed", town.name(), left));
        fleet.startReady(town);
        NodeApi clerk = NodeApi.signIn(town.address(), "clerk", PASSWORD);
        for (Errand errand : errands) {
            if (errand.town().equals(town)) {
                int status = clerk.status(errand.path());
                if (status != 200) {
                    throw new IOException(town.name() + " has lost " + errand.number() + " by the kill: " + status);
                }
            }
        }
    }

    static Deadline patience() {
        return Deadline.in(Duration.ofMinutes(2));
    }
}
