package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.rehearsal.NodeApi.RefusedException;
import io.yilu.ops.trial.load.Desk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The county's IT staff at the page of what is held: they look and decide over the public API, as everybody does. */
final class ItStaff {

    private static final String REPAIRS = "/api/v1/repairs";
    private static final int NOT_FOUND = 404;

    private final NodePlan county;
    private final NodePlan town;
    private final Desk desk;

    /** Those who look after what the town sends. */
    ItStaff(NodePlan county, NodePlan town) {
        this.county = county;
        this.town = town;
        this.desk = new Desk(county, "it");
    }

    /** What is held of a case and not tried any more. */
    List<JsonNode> failed(String number) throws IOException, InterruptedException {
        return held("/messages", number).stream()
                .filter(row -> row.path("why").asString("").equals("FAILED"))
                .toList();
    }

    /** What came second under an id of this case and is not decided. */
    List<JsonNode> conflicts(String number) throws IOException, InterruptedException {
        return held("/conflicts", number);
    }

    private List<JsonNode> held(String which, String number) throws IOException, InterruptedException {
        return desk.get(REPAIRS + which + "?size=200&peer=" + town.id())
                .path("rows")
                .valueStream()
                .filter(row -> row.path("subject").asString("").equals(number))
                .toList();
    }

    void retry(JsonNode message, String reason) throws IOException, InterruptedException {
        desk.post(
                REPAIRS + "/messages/retry",
                UUID.randomUUID().toString(),
                Map.of("ids", List.of(message.path("id").asString()), "reason", reason));
    }

    void keepFirst(JsonNode conflict, String reason) throws IOException, InterruptedException {
        desk.post(
                REPAIRS + "/conflicts/" + conflict.path("conflict").asLong() + "/decision",
                UUID.randomUUID().toString(),
                Map.of("decision", "KEEP_FIRST", "reason", reason));
    }

    /** How often the county has turned something of the town away with this code since its start. */
    long refusals(String code) throws IOException, InterruptedException {
        for (JsonNode refusal : desk.get(REPAIRS + "/refusals")) {
            if (refusal.path("code").asString("").equals(code)
                    && refusal.path("peer").toString().contains(town.id().value())) {
                return refusal.path("times").asLong();
            }
        }
        return 0;
    }

    /** A case as its reviewer sees it, whom they ask. */
    Optional<JsonNode> seen(String number, String reviewer) throws IOException, InterruptedException {
        try {
            return Optional.of(new Desk(county, reviewer).get("/api/v1/cases/" + number));
        } catch (RefusedException refused) {
            if (refused.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
