package io.yilu.ops.trial.load;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.rehearsal.NodeApi.RefusedException;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import io.yilu.ops.trial.load.CaseWords.Asked;
import io.yilu.ops.trial.load.Office.RefusedForGoodException;
import io.yilu.ops.trial.load.Office.Wish;
import io.yilu.ops.trial.load.PlannedCase.Course;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One case on its whole way, each call one step: handed in, awaited at the county, corrected perhaps, decided, awaited at home,
 * handed over. Only one thread advances it at a time.
 */
final class CaseErrand {

    private static final int NOT_FOUND = 404;
    private static final String COMPLETE = "COMPLETE";

    /** Where it stands. */
    enum Step {
        TO_ACCEPT,
        TO_ARRIVE,
        TO_CORRECT,
        TO_SUPPLEMENT,
        TO_RETURN_TO_REVIEW,
        TO_DECIDE,
        TO_COME_HOME,
        TO_HAND_OVER,
        TO_BE_KNOWN_AS_DELIVERED,
        DONE,
        /** A node refused what it should not have. */
        STUCK
    }

    private final PlannedCase plan;
    private final Office office;
    private final long seed;
    private final CaseScans scans;
    private final CaseWords words;
    private volatile Step step = Step.TO_ACCEPT;
    private volatile String number = "";
    private volatile String trouble = "";
    private boolean corrected;

    CaseErrand(PlannedCase plan, Office office, long seed) {
        this.plan = plan;
        this.office = office;
        this.seed = seed;
        this.scans = new CaseScans(plan, office);
        this.words = new CaseWords(plan);
    }

    Step step() {
        return step;
    }

    PlannedCase plan() {
        return plan;
    }

    String number() {
        return number;
    }

    String trouble() {
        return trouble;
    }

    /** Tries the next step; returns whether it was taken. */
    boolean advance() throws InterruptedException {
        Step before = step;
        try {
            switch (step) {
                case TO_ACCEPT -> accept();
                case TO_ARRIVE -> lookForArrival();
                case TO_CORRECT -> correct();
                case TO_SUPPLEMENT -> supplement();
                case TO_RETURN_TO_REVIEW -> lookForReturn();
                case TO_DECIDE -> decide();
                case TO_COME_HOME -> lookForResult();
                case TO_HAND_OVER -> handOver();
                case TO_BE_KNOWN_AS_DELIVERED -> lookForDelivered();
                case DONE, STUCK -> {}
            }
            trouble = step == before ? trouble : "";
        } catch (RefusedForGoodException refused) {
            trouble = String.valueOf(refused.getMessage());
            step = Step.STUCK;
        } catch (IOException noAnswer) {
            trouble = String.valueOf(noAnswer.getMessage());
        }
        return step != before;
    }

    private NodePlan town() {
        return plan.town();
    }

    private Desk clerk() {
        return office.desk(town(), plan.clerk());
    }

    private Desk reviewer() {
        return office.desk(office.county(), plan.reviewer());
    }

    private String path() {
        return "/api/v1/cases/" + number;
    }

    private Wish atTown(Kind kind, String name, String path) {
        return new Wish(kind, name + "-" + plan.index(), new Counter(town(), town()), plan.clerk(), number, path);
    }

    private Wish atCounty(Kind kind, String name, String path) {
        return new Wish(
                kind, name + "-" + plan.index(), new Counter(office.county(), town()), plan.reviewer(), number, path);
    }

    private Optional<JsonNode> ask(Wish wish, Asked asked, Function<JsonNode, Map<String, Object>> told)
            throws InterruptedException, RefusedForGoodException {
        return office.ask(wish, wish.key(seed), asked.body(), asked.facts(), told);
    }

    private void accept() throws IOException, InterruptedException, RefusedForGoodException {
        Wish wish = atTown(Kind.ACCEPT, "accept", "/api/v1/cases");
        if (!scans.mayWrite(wish)) {
            return;
        }
        Map<Integer, Set<String>> files = scans.uploadedAll();
        Asked application = words.application(files, scans.listed(files));
        Optional<JsonNode> answer = ask(wish, application, Answers::accepted);
        if (answer.isPresent()) {
            number = answer.get().path("number").asString();
            step = Step.TO_ARRIVE;
        }
    }

    /** What the clerk reads is compared at once with what the county has: 县已入库 and 材料齐 must never be said in vain. */
    private void lookForArrival() throws IOException, InterruptedException {
        int upheavals = office.gate().upheavals(office.county());
        String delivery = clerk().get(path()).path("delivery").asString("");
        if (!Set.of("RECEIVED", COMPLETE).contains(delivery)) {
            return;
        }
        Optional<JsonNode> there = atCounty();
        boolean isComplete = there.filter(CaseScans::areComplete).isPresent();
        if (there.isEmpty() || (delivery.equals(COMPLETE) && !isComplete)) {
            if (office.gate().isCalmSince(upheavals, office.county())) {
                String atCounty = there.isEmpty() ? "false" : "incomplete";
                seen(Kind.RECEIPT, "accept", Map.of("delivery", delivery, "atCounty", atCounty));
            }
            return;
        }
        if (isComplete) {
            step = plan.course() == Course.CORRECTED ? Step.TO_CORRECT : Step.TO_DECIDE;
        }
    }

    private void seen(Kind kind, String name, Map<String, Object> facts) {
        office.history()
                .note(Phase.SEEN, kind, name + "-" + plan.index(), town().id().value(), number, facts);
    }

    private Optional<JsonNode> atCounty() throws IOException, InterruptedException {
        try {
            return Optional.of(reviewer().get(path()));
        } catch (RefusedException refused) {
            if (refused.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private void correct() throws InterruptedException, RefusedForGoodException {
        Wish wish = atCounty(Kind.CORRECTION, "correction", path() + "/correction");
        if (ask(wish, words.correction(), Answers::correctionRequested).isPresent()) {
            corrected = true;
            step = Step.TO_SUPPLEMENT;
        }
    }

    private void supplement() throws IOException, InterruptedException, RefusedForGoodException {
        JsonNode here = clerk().get(path());
        JsonNode correction = here.path("correction");
        if (!here.path("state").asString("").equals("CORRECTION") || !correction.isObject()) {
            return;
        }
        Wish wish = atTown(Kind.SUPPLEMENT, "supplement", path() + "/supplements");
        if (!scans.mayWrite(wish)) {
            return;
        }
        seen(
                Kind.CORRECTION,
                "supplement",
                Map.of("corrections", correction.path("corrections"), "opinion", correction.path("opinion")));
        PlannedFile first = plan.files().get(0);
        PlannedFile again = new PlannedFile(first.material(), "补正材料", first.seed() + 1, 40_000);
        Map<Integer, Set<String>> files = Map.of(first.material(), Set.of(scans.uploaded(again)));
        if (ask(wish, words.supplement(files, scans.listed(files)), Answers::supplemented)
                .isPresent()) {
            step = Step.TO_RETURN_TO_REVIEW;
        }
    }

    private void lookForReturn() throws IOException, InterruptedException {
        Optional<JsonNode> there = atCounty();
        if (there.isPresent()
                && !there.get().path("state").asString().equals("CORRECTION")
                && CaseScans.areComplete(there.get())) {
            step = Step.TO_DECIDE;
        }
    }

    private void decide() throws InterruptedException, RefusedForGoodException {
        boolean isContested = plan.course() == Course.CONTESTED && !corrected;
        Wish wish = atCounty(Kind.DECISION, isContested ? "contested-decision" : "decision", path() + "/decision");
        if (isContested) {
            contest(wish);
        } else if (ask(wish, words.decision(), Answers::decided).isPresent()) {
            step = Step.TO_COME_HOME;
        }
    }

    /** Decision and 补正 at the same instant: whichever the county takes first, the other must be refused. */
    private void contest(Wish decision) throws InterruptedException {
        Wish rival = atCounty(Kind.CORRECTION, "contested-correction", path() + "/correction");
        CompletableFuture<Integer> other =
                CompletableFuture.supplyAsync(() -> attempt(rival, words.correction(), Answers::correctionRequested));
        int mine = attempt(decision, words.decision(), Answers::decided);
        int theirs = other.join();
        if (mine == WON || theirs == WON) {
            // Of the other no answer is awaited any more.
            office.gate().answered(decision.at(), decision.intent());
            office.gate().answered(rival.at(), rival.intent());
        }
        if (mine == WON) {
            step = Step.TO_COME_HOME;
        } else if (theirs == WON) {
            corrected = true;
            step = Step.TO_SUPPLEMENT;
        }
    }

    private static final int WON = 1;
    private static final int LOST = -1;
    private static final int UNKNOWN = 0;

    private int attempt(Wish wish, Asked asked, Function<JsonNode, Map<String, Object>> told) {
        try {
            return ask(wish, asked, told).isPresent() ? WON : UNKNOWN;
        } catch (RefusedForGoodException lost) {
            return LOST;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    private void lookForResult() throws IOException, InterruptedException {
        if (clerk().get(path()).path("decision").path("documentHere").asBoolean(false)) {
            step = Step.TO_HAND_OVER;
        }
    }

    private void handOver() throws InterruptedException, RefusedForGoodException {
        Wish wish = atTown(Kind.HANDOVER, "handover", path() + "/handover");
        if (ask(wish, words.handover(), Answers::handedOver).isPresent()) {
            step = Step.TO_BE_KNOWN_AS_DELIVERED;
        }
    }

    private void lookForDelivered() throws IOException, InterruptedException {
        if (atCounty()
                .filter(found -> found.path("state").asString().equals("DELIVERED"))
                .isPresent()) {
            step = Step.DONE;
        }
    }
}
