package io.yilu.ops.trial.check;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.rehearsal.NodeApi;
import io.yilu.ops.rehearsal.NodeApi.RefusedException;
import io.yilu.ops.rehearsal.RoundTrip;
import io.yilu.ops.rehearsal.Scan;
import io.yilu.ops.trial.check.Snapshot.SeenCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads every case of every node over the public API, and downloads every file in full. */
public final class FleetReader {

    private static final int PAGE = 100;
    private static final int DEPARTMENTS = 51;

    private FleetReader() {}

    public static Snapshot read(NodePlan county, List<NodePlan> towns) throws IOException, InterruptedException {
        Map<String, SeenCase> atCounty = new LinkedHashMap<>();
        for (int department = 1; department <= DEPARTMENTS; department++) {
            NodeApi reviewer = NodeApi.signIn(county.address(), "d-%02d".formatted(department), RoundTrip.PASSWORD);
            cases(reviewer, "/api/v1/cases?scope=all", true)
                    .forEach((number, seen) -> atCounty.merge(number, seen, FleetReader::twice));
        }
        Map<String, Map<String, SeenCase>> atTowns = new LinkedHashMap<>();
        for (NodePlan town : towns) {
            NodeApi clerk = NodeApi.signIn(town.address(), "clerk", RoundTrip.PASSWORD);
            atTowns.put(town.id().value(), cases(clerk, "/api/v1/cases?q=", false));
        }
        return new Snapshot(atCounty, atTowns, looseEnds(county, towns));
    }

    private static List<LooseEnd> looseEnds(NodePlan county, List<NodePlan> towns)
            throws IOException, InterruptedException {
        List<NodePlan> nodes = new ArrayList<>(towns);
        nodes.add(0, county);
        List<LooseEnd> ends = new ArrayList<>(new Rest(nodes).held());
        for (NodePlan node : nodes) {
            ends.addAll(Alarms.of(node));
        }
        return ends;
    }

    /** Two departments that both show a case have it twice. */
    private static SeenCase twice(SeenCase one, SeenCase other) {
        return new SeenCase(one.number(), one.listed() + other.listed(), one.view(), one.files());
    }

    private static Map<String, SeenCase> cases(NodeApi api, String listing, boolean isCounty)
            throws IOException, InterruptedException {
        Map<String, Integer> listed = new LinkedHashMap<>();
        for (int page = 0; ; page++) {
            JsonNode answer = api.get(listing + "&size=" + PAGE + "&page=" + page);
            answer.path("cases")
                    .forEach(line -> listed.merge(line.path("number").asString(), 1, Integer::sum));
            if (answer.path("cases").size() < PAGE) {
                break;
            }
        }
        Map<String, SeenCase> seen = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> entry : listed.entrySet()) {
            String path = "/api/v1/cases/" + entry.getKey();
            JsonNode view = api.get(isCounty ? path + "?full=true" : path);
            Function<String, String> file = isCounty ? sha256 -> path + "/files/" + sha256 : FleetReader::atTown;
            String result = isCounty ? path + "/papers/result" : "";
            seen.put(
                    entry.getKey(),
                    new SeenCase(entry.getKey(), entry.getValue(), view, files(api, file, result, view)));
        }
        return seen;
    }

    private static String atTown(String sha256) {
        return "/api/v1/files/" + sha256;
    }

    /** @param result where the county hands out its result document; a town has it among all files */
    private static Map<String, String> files(NodeApi api, Function<String, String> file, String result, JsonNode view)
            throws InterruptedException {
        Map<String, String> wanted = new TreeMap<>();
        for (Paper paper : Paper.shown(view.path("materials"))) {
            wanted.put(paper.sha256(), file.apply(paper.sha256()));
        }
        String document = view.path("decision").path("document").path("sha256").asString("");
        if (!document.isEmpty()) {
            wanted.put(document, result.isEmpty() ? file.apply(document) : result);
        }
        Map<String, String> had = new HashMap<>();
        for (Map.Entry<String, String> one : wanted.entrySet()) {
            String sha256 = one.getKey();
            try {
                had.put(sha256, Scan.sha256(api.bytes(one.getValue())));
            } catch (RefusedException missing) {
                // A file that cannot be had is what the judge must see.
            } catch (IOException broken) {
                had.put(sha256, "unreadable: " + broken.getMessage());
            }
        }
        return had;
    }
}
