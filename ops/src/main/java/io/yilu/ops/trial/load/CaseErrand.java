package io.yilu.ops.trial.load;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.rehearsal.NodeApi.RefusedException;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import io.yilu.ops.trial.load.Office.RefusedForGoodException;
import io.yilu.ops.trial.load.Office.Wish;
import io.yilu.ops.trial.load.PlannedCase.Course;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/**
 * One case on its whole way, each call one step: handed in, awaited at the county, corrected perhaps, decided, awaited at home,
 * handed over. Only one thread advances it at a time.
 */
final class CaseErrand {

    private static final int NOT_FOUND = 404;

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
    private volatile Step step = Step.TO_ACCEPT;
    private volatile String number = "";
    private volatile String trouble = "";
    private boolean corrected;

    CaseErrand(PlannedCase plan, Office office, long seed) {
        this.plan = plan;
        this.office = office;
        this.seed = seed;
        this.scans = new CaseScans(plan, office);
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
        return new Wish(kind, name + "-" + plan.index(), town(), plan.clerk(), number, path);
    }

    private Wish atCounty(Kind kind, String name, String path) {
        return new Wish(kind, name + "-" + plan.index(), office.county(), plan.reviewer(), number, path);
    }

    private void accept() throws IOException, InterruptedException, RefusedForGoodException {
        Wish wish = atTown(Kind.ACCEPT, "accept", "/api/v1/cases");
        if (!scans.mayWrite(wish)) {
            return;
        }
        Map<Integer, List<String>> files = new TreeMap<>();
        for (PlannedFile file : plan.files()) {
            files.computeIfAbsent(file.material(), any -> new ArrayList<>()).add(scans.uploaded(file));
        }
        Map<String, Object> body = Map.of(
                "itemCode", plan.sample().item(),
                "applicant", plan.sample().applicant(),
                "form", plan.sample().data(),
                "materials", CaseScans.materials(files));
        Map<String, Object> facts = Map.of(
                "itemCode", plan.sample().item(),
                "applicant", plan.sample().applicant(),
                "form", plan.sample().data(),
                "reviewer", plan.reviewer(),
                "files", scans.handedIn());
        Optional<JsonNode> answer = office.ask(wish, wish.key(seed), body, facts, told -> Map.of());
        if (answer.isPresent()) {
            number = answer.get().path("number").asString();
            step = Step.TO_ARRIVE;
        }
    }

    /** What the clerk reads is compared at once with what the county has: 县已入库 must never be said in vain. */
    private void lookForArrival() throws IOException, InterruptedException {
        String delivery = clerk().get(path()).path("delivery").asString("");
        if (!Set.of("RECEIVED", "COMPLETE").contains(delivery)) {
            return;
        }
        Optional<JsonNode> there = atCounty();
        if (there.isEmpty()) {
            if (!office.gate().isClosed(office.county())) {
                office.history()
                        .note(
                                Phase.SEEN,
                                Kind.RECEIPT,
                                "accept-" + plan.index(),
                                town().id().value(),
                                number,
                                Map.of("delivery", delivery, "atCounty", "false"));
            }
            return;
        }
        if (isComplete(there.get())) {
            step = plan.course() == Course.CORRECTED ? Step.TO_CORRECT : Step.TO_DECIDE;
        }
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

    private static boolean isComplete(JsonNode atCounty) {
        for (JsonNode material : atCounty.path("materials")) {
            for (JsonNode file : material.path("files")) {
                if (!file.path("complete").asBoolean(false)) {
                    return false;
                }
            }
        }
        return true;
    }

    private Map<String, Object> correctionBody() {
        return Map.of(
                "corrections",
                List.of(Map.of("materialSeq", plan.files().get(0).material(), "text", "第一页不清楚，请重新扫描")),
                "opinion",
                "补正 " + plan.index());
    }

    private void correct() throws InterruptedException, RefusedForGoodException {
        Wish wish = atCounty(Kind.CORRECTION, "correction", path() + "/correction");
        if (office.ask(wish, wish.key(seed), correctionBody(), Map.of("text", "补正 " + plan.index()), told -> Map.of())
                .isPresent()) {
            corrected = true;
            step = Step.TO_SUPPLEMENT;
        }
    }

    private void supplement() throws IOException, InterruptedException, RefusedForGoodException {
        JsonNode here = clerk().get(path());
        if (!here.path("state").asString("").equals("CORRECTION")
                || !here.path("correction").isObject()) {
            return;
        }
        Wish wish = atTown(Kind.SUPPLEMENT, "supplement", path() + "/supplements");
        if (!scans.mayWrite(wish)) {
            return;
        }
        PlannedFile first = plan.files().get(0);
        PlannedFile again = new PlannedFile(first.material(), "补正材料", first.seed() + 1, 40_000);
        String sha256 = scans.uploaded(again);
        String remark = "按要求重新扫描 " + plan.index();
        Map<String, Object> body = Map.of(
                "form", plan.sample().data(),
                "materials", CaseScans.materials(Map.of(first.material(), List.of(sha256))),
                "remark", remark);
        Map<String, Object> facts =
                Map.of("form", plan.sample().data(), "files", Map.of(sha256, scans.sizeOf(sha256)), "remark", remark);
        if (office.ask(wish, wish.key(seed), body, facts, told -> Map.of()).isPresent()) {
            step = Step.TO_RETURN_TO_REVIEW;
        }
    }

    private void lookForReturn() throws IOException, InterruptedException {
        Optional<JsonNode> there = atCounty();
        if (there.isPresent()
                && !there.get().path("state").asString().equals("CORRECTION")
                && isComplete(there.get())) {
            step = Step.TO_DECIDE;
        }
    }

    private void decide() throws InterruptedException, RefusedForGoodException {
        boolean isRefused = plan.course() == Course.REFUSED;
        String outcome = isRefused ? "REFUSED" : "APPROVED";
        String opinion = (isRefused ? "不符合条件 " : "材料齐全，同意 ") + plan.index();
        Map<String, Object> body =
                Map.of("outcome", outcome, "opinion", opinion, "reasons", isRefused ? List.of("不符合第三条") : List.of());
        boolean isContested = plan.course() == Course.CONTESTED && !corrected;
        Wish wish = atCounty(Kind.DECISION, isContested ? "contested-decision" : "decision", path() + "/decision");
        Map<String, Object> facts = Map.of("outcome", outcome, "opinion", opinion);
        if (isContested) {
            contest(wish, body, facts);
        } else if (office.ask(wish, wish.key(seed), body, facts, CaseErrand::decided)
                .isPresent()) {
            step = Step.TO_COME_HOME;
        }
    }

    private static Map<String, Object> decided(JsonNode answer) {
        return Map.of(
                "resultNumber",
                answer.path("resultNumber").asString(""),
                "document",
                answer.path("document").path("sha256").asString(""));
    }

    /** Decision and 补正 at the same instant: whichever the county takes first, the other must be refused. */
    private void contest(Wish decision, Map<String, Object> body, Map<String, Object> facts)
            throws InterruptedException {
        Wish rival = atCounty(Kind.CORRECTION, "contested-correction", path() + "/correction");
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(
                () -> attempt(rival, correctionBody(), Map.of("text", "补正 " + plan.index())));
        int mine = attempt(decision, body, facts);
        int theirs = other.join();
        if (mine == WON || theirs == WON) {
            // Of the other no answer is awaited any more.
            office.gate().answered(decision.node(), decision.intent());
            office.gate().answered(rival.node(), rival.intent());
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

    private int attempt(Wish wish, Map<String, Object> body, Map<String, Object> facts) {
        try {
            boolean isDecision = wish.kind() == Kind.DECISION;
            return office.ask(wish, wish.key(seed), body, facts, answer -> isDecision ? decided(answer) : Map.of())
                            .isPresent()
                    ? WON
                    : UNKNOWN;
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
        String collector = plan.sample().applicant().name();
        Map<String, Object> body = Map.of("collectorName", collector, "relation", "本人", "idChecked", true);
        if (office.ask(wish, wish.key(seed), body, Map.of("collectorName", collector), told -> Map.of())
                .isPresent()) {
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
