package io.yilu.ops.trial.load;

import io.yilu.ops.trial.history.Deed.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a node's yes tells beside it, as far as the intent log keeps it; each has the moment at which the node dates it. */
final class Answers {

    private Answers() {}

    static Map<String, Object> accepted(JsonNode answer) {
        return Map.of(
                "at", answer.path("acceptedAt"),
                "promisedDue", answer.path("promisedDue"),
                "legalDue", answer.path("legalDue"),
                "files", files(answer));
    }

    static Map<String, Object> correctionRequested(JsonNode answer) {
        return Map.of("at", answer.path("requestedAt"));
    }

    static Map<String, Object> supplemented(JsonNode answer) {
        JsonNode last = answer.path("timeline")
                .valueStream()
                .filter(entry -> entry.path("kind").asString("").equals(Kind.SUPPLEMENT.step()))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException(
                        "The town took an answer to a 补正 and tells of none: " + answer.path("timeline")));
        return Map.of("at", last.path("at"), "files", files(answer));
    }

    static Map<String, Object> decided(JsonNode answer) {
        return Map.of(
                "at", answer.path("decidedAt"),
                "resultNumber", answer.path("resultNumber").asString(""),
                "document", answer.path("document"));
    }

    static Map<String, Object> handedOver(JsonNode answer) {
        return Map.of("at", answer.path("handedOver").path("deliveredAt"));
    }

    /** The scans with which a town answers. */
    private static List<Map<String, Object>> files(JsonNode answer) {
        List<Map<String, Object>> listed = new ArrayList<>();
        for (JsonNode material : answer.path("materials")) {
            for (JsonNode file : material.path("files")) {
                listed.add(Map.of(
                        "seq", material.path("seq").asInt(),
                        "fileName", file.path("fileName").asString(""),
                        "sha256", file.path("sha256").asString(""),
                        "size", file.path("size").asLong()));
            }
        }
        return listed;
    }
}
