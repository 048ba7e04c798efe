package io.yilu.ops.trial.check;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.rehearsal.NodeApi;
import io.yilu.ops.rehearsal.RoundTrip;
import io.yilu.ops.trial.check.LooseEnd.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Whether a fleet has come to rest, as its IT staff and clerks see it: nothing is held, and every case is 材料齐. */
public final class Rest {

    private static final int PAGE = 100;
    private static final int MOST = 200;

    private final List<NodePlan> nodes;

    public Rest(List<NodePlan> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** A receipt or a repeated try may still be under way when the last person has gone home. */
    public boolean isReached() throws InterruptedException {
        try {
            return held().isEmpty() && isEverythingComplete();
        } catch (IOException away) {
            return false;
        }
    }

    /** What waits at the nodes' pages for IT staff. */
    List<LooseEnd> held() throws IOException, InterruptedException {
        List<LooseEnd> held = new ArrayList<>();
        for (NodePlan node : nodes) {
            NodeApi staff = NodeApi.signIn(node.address(), "it", RoundTrip.PASSWORD);
            held.addAll(rows(
                    staff,
                    "messages",
                    row -> new LooseEnd(
                            Kind.MESSAGE,
                            row.path("subject").asString(""),
                            node.name() + " holds a " + row.path("type").asString("") + ": "
                                    + row.path("why").asString("") + " "
                                    + row.path("error").asString(""))));
            held.addAll(rows(
                    staff,
                    "conflicts",
                    row -> new LooseEnd(
                            Kind.CONFLICT,
                            row.path("subject").asString(""),
                            node.name() + " holds two versions of a "
                                    + row.path("type").asString(""))));
            held.addAll(rows(
                    staff,
                    "files",
                    row -> new LooseEnd(
                            Kind.FILE,
                            node.id().value(),
                            node.name() + " has " + row.path("receivedBytes").asLong() + " of "
                                    + row.path("size").asLong() + " bytes of file "
                                    + row.path("sha256").asString("")
                                    + (row.path("aside").asBoolean(false) ? ", put aside" : ""))));
        }
        return held;
    }

    private static List<LooseEnd> rows(NodeApi staff, String which, Function<JsonNode, LooseEnd> words)
            throws IOException, InterruptedException {
        return staff.get("/api/v1/repairs/" + which + "?size=" + MOST)
                .path("rows")
                .valueStream()
                .map(words)
                .toList();
    }

    private boolean isEverythingComplete() throws IOException, InterruptedException {
        for (NodePlan town : nodes) {
            if (town.isCounty()) {
                continue;
            }
            NodeApi clerk = NodeApi.signIn(town.address(), "clerk", RoundTrip.PASSWORD);
            JsonNode page;
            int at = 0;
            do {
                page = clerk.get("/api/v1/cases?q=&size=" + PAGE + "&page=" + at++)
                        .path("cases");
                for (JsonNode line : page) {
                    if (!line.path("delivery").asString("").equals("COMPLETE")) {
                        return false;
                    }
                }
            } while (page.size() == PAGE);
        }
        return true;
    }
}
