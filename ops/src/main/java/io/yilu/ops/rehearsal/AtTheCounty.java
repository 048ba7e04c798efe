package io.yilu.ops.rehearsal;

import io.yilu.ops.fleet.Console;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.Words;
import io.yilu.ops.rehearsal.Errand.Page;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** The reviewers' part of the round trip. */
final class AtTheCounty {

    private final NodePlan county;
    private final Tally tally;
    private final Console console;
    private final Words words;
    private final Map<String, NodeApi> reviewers = new HashMap<>();
    private final Set<String> compared = new HashSet<>();

    AtTheCounty(NodePlan county, Tally tally, Console console, Words words) {
        this.county = county;
        this.tally = tally;
        this.console = console;
        this.words = words;
    }

    private NodeApi reviewer(Errand errand) throws IOException, InterruptedException {
        String user = errand.reviewer();
        NodeApi reviewer = reviewers.get(user);
        if (reviewer == null) {
            reviewer = NodeApi.signIn(county.address(), user, RoundTrip.PASSWORD);
            reviewers.put(user, reviewer);
        }
        return reviewer;
    }

    /** The case is here with every byte of every scan. */
    void awaitArrival(Errand errand) throws IOException, InterruptedException, TimeoutException {
        awaitFiles(errand);
        tally.arrive();
        console.say(words.of("check.arrived", errand.number(), errand.pages().size()));
    }

    void awaitSupplement(Errand errand) throws IOException, InterruptedException, TimeoutException {
        awaitFiles(errand);
        Awaited.json(
                reviewer(errand),
                errand.path(),
                "the supplemented " + errand.number() + " is in review again",
                found -> !found.path("state").asString().equals("CORRECTION"));
    }

    private void awaitFiles(Errand errand) throws IOException, InterruptedException, TimeoutException {
        NodeApi reviewer = reviewer(errand);
        Set<String> expected = new HashSet<>();
        errand.pages().forEach(page -> expected.add(page.scan().sha256()));
        Awaited.json(
                reviewer,
                errand.path(),
                "all " + expected.size() + " scans of " + errand.number() + " are at the county",
                found -> completeFiles(found).containsAll(expected));
        for (Page page : errand.pages()) {
            String sha256 = page.scan().sha256();
            if (compared.add(errand.number() + sha256)) {
                byte[] content = reviewer.bytes(errand.path() + "/files/" + sha256);
                tally.compareFile(Scan.sha256(content).equals(sha256));
            }
        }
    }

    private static Set<String> completeFiles(JsonNode found) {
        Set<String> complete = new HashSet<>();
        for (JsonNode material : found.path("materials")) {
            for (JsonNode file : material.path("files")) {
                if (file.path("complete").asBoolean(false)) {
                    complete.add(file.path("sha256").asString());
                }
            }
        }
        return complete;
    }

    void askForCorrection(Errand errand) throws IOException, InterruptedException {
        reviewer(errand)
                .post(
                        errand.path() + "/correction",
                        Map.of(
                                "corrections",
                                List.of(Map.of("materialSeq", 1, "text", "第一页扫描不清楚，请重新扫描")),
                                "opinion",
                                "请一次补齐以下材料"));
        console.say(words.of("check.correction", errand.number()));
    }

    void decide(Errand errand) throws IOException, InterruptedException, TimeoutException {
        boolean isRefused = errand.outcome().equals("REFUSED");
        List<String> reasons = isRefused ? List.of("住院发生在参合年度以外") : List.of();
        reviewer(errand)
                .post(
                        errand.path() + "/decision",
                        Map.of(
                                "outcome",
                                errand.outcome(),
                                "opinion",
                                isRefused ? "不符合报销条件" : "材料齐全，符合条件，同意",
                                "reasons",
                                reasons));
        decisionOf(errand);
        console.say(words.of("check.decided", errand.number(), errand.outcome()));
        tally.decide();
    }

    /** What the county's own ledger says was decided, with its document. */
    JsonNode decisionOf(Errand errand) throws IOException, InterruptedException, TimeoutException {
        return Awaited.json(
                        reviewer(errand),
                        errand.path(),
                        "the decision on " + errand.number() + " stands with its document",
                        found -> found.path("decision")
                                        .path("outcome")
                                        .asString("")
                                        .equals(errand.outcome())
                                && found.path("decision").path("document").isObject())
                .path("decision");
    }

    void awaitDelivered(Errand errand) throws IOException, InterruptedException, TimeoutException {
        Awaited.json(
                reviewer(errand),
                errand.path(),
                "the county hears that " + errand.number() + " was handed over",
                found -> found.path("state").asString().equals("DELIVERED"));
        console.say(words.of("check.delivered", errand.number()));
        tally.deliver();
    }

    void requireOnce(Errand errand) throws IOException, InterruptedException {
        int times = reviewer(errand)
                .get("/api/v1/cases?scope=all&q=" + errand.number() + "&size=100")
                .path("cases")
                .size();
        Awaited.require(times == 1, errand.number() + " stands " + times + " times in the county's ledger");
    }
}
