package io.yilu.ops.trial.check;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.rehearsal.NodeApi;
import io.yilu.ops.rehearsal.NodeApi.RefusedException;
import io.yilu.ops.rehearsal.RoundTrip;
import io.yilu.ops.rehearsal.Scan;
import io.yilu.ops.trial.check.Snapshot.SeenCase;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
        return new Snapshot(atCounty, atTowns);
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
            String files = isCounty ? path + "/files/" : "/api/v1/files/";
            seen.put(
                    entry.getKey(),
                    new SeenCase(entry.getKey(), entry.getValue(), view, files(api, files, view, isCounty)));
        }
        return seen;
    }

    private static Map<String, String> files(NodeApi api, String path, JsonNode view, boolean isCounty)
            throws InterruptedException {
        Set<String> wanted = new TreeSet<>();
        view.path("materials")
                .forEach(material -> material.path("files")
                        .forEach(file -> wanted.add(file.path("sha256").asString())));
        String document = view.path("decision").path("document").path("sha256").asString("");
        if (!isCounty && !document.isEmpty()) {
            wanted.add(document);
        }
        Map<String, String> had = new HashMap<>();
        for (String sha256 : wanted) {
            try {
                had.put(sha256, Scan.sha256(api.bytes(path + sha256)));
            } catch (RefusedException missing) {
                // A file that cannot be had is what the judge must see.
            } catch (IOException broken) {
                had.put(sha256, "unreadable: " + broken.getMessage());
            }
        }
        return had;
    }
}
