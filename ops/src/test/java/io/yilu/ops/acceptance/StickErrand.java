package io.yilu.ops.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.Ports;
import io.yilu.ops.rehearsal.NodeApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Law 12 over the HTTP API of two enrolled nodes: a case accepted where there is no line reaches the county as a bundle, whole
 * and once, and the county's receipts come back the same way.
 */
final class StickErrand {

    private static final String BUNDLES = "/api/v1/bundles";
    private static final String PASSWORD = "yilu-demo-2026";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Fleet fleet;
    private final NodePlan town;
    private final NodePlan cutOff;

    StickErrand(Fleet fleet, NodePlan town) {
        this.fleet = fleet;
        this.town = town;
        // Whatever is dialled there, nobody answers: the town keeps its keys and has no line.
        this.cutOff = town.withLinkPort(Ports.free().link());
    }

    /** The town is left stopped. */
    void run() throws Exception {
        NodePlan countyPlan = fleet.plan().county();
        fleet.stop(town);
        fleet.startReady(cutOff);
        NodeApi reviewer = NodeApi.signIn(countyPlan.address(), "minzheng", PASSWORD);
        CaseErrands errands = new CaseErrands(cutOff, countyPlan, reviewer);
        NodeApi atTown = NodeApi.signIn(cutOff.address(), "it", PASSWORD);
        NodeApi atCounty = NodeApi.signIn(countyPlan.address(), "it", PASSWORD);
        String number = errands.accept("S001");

        List<byte[]> out = export(atTown, "", Map.of("to", "download"));
        assertThat(reviewer.status("/api/v1/cases/" + number))
                .as("not by the line")
                .isEqualTo(404);
        assertThat(take(atCounty, "?site=" + town.id(), out)).isPositive();
        errands.awaitArrival(number);
        assertThat(take(atCounty, "?site=" + town.id(), out))
                .as("the same bundle again brings nothing new")
                .isZero();

        String ofTown = "?site=" + town.id();
        List<byte[]> back = export(atCounty, ofTown, Map.of("site", town.id().value(), "to", "download"));
        take(atTown, "", back);
        try (LedgerTables ledger = new LedgerTables(cutOff)) {
            assertThat(ledger.count(
                            "SELECT COUNT(*) FROM sync_outbox WHERE subject = ? AND receipted_at IS NULL", number))
                    .as("the receipts came by the stick")
                    .isZero();
        }
        fleet.stop(cutOff);
    }

    private static List<byte[]> export(NodeApi node, String whose, Map<String, String> request) throws Exception {
        node.post(BUNDLES + "/exports", request);
        JsonNode exported = done(node, whose).path("exported");
        List<byte[]> parts = new ArrayList<>();
        for (JsonNode file : exported.path("files").values()) {
            parts.add(node.bytes(BUNDLES + "/exports/" + file.asString()));
        }
        assertThat(parts).as("parts of " + exported).isNotEmpty();
        return parts;
    }

    /** Takes the parts in and says how many of their messages were new. */
    private static long take(NodeApi node, String whose, List<byte[]> parts) throws Exception {
        long fresh = 0;
        for (byte[] part : parts) {
            node.postBytes(BUNDLES + "/imports", part);
            JsonNode imported = done(node, whose).path("imported");
            assertThat(imported.path("refused")).as(imported.toString()).isEmpty();
            for (JsonNode bundle : imported.path("bundles").values()) {
                fresh += bundle.path("freshMessages").asLong();
            }
        }
        return fresh;
    }

    private static JsonNode done(NodeApi node, String whose) {
        JsonNode job = await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> node.get(BUNDLES + whose).path("job"),
                        seen -> !seen.path("state").asString().equals("RUNNING"));
        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("DONE");
        return job;
    }
}
