package io.yilu.ops.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.rehearsal.NodeApi;
import io.yilu.ops.rehearsal.Scan;
import io.yilu.ops.rehearsal.Scanner;
import io.yilu.schemas.catalogue.SampleCase;
import io.yilu.schemas.catalogue.SampleCase.Attachment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A clerk of one town and a reviewer of 民政 at the county take a case its way, over the HTTP API. */
final class CaseErrands {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** When something came here, how far it has got, and what is counted from today: not the same after a rebuild. */
    private static final Set<String> OF_THIS_LIFE =
            Set.of("receivedAt", "stateSince", "delivery", "bytesPending", "remainingDays", "legalRemainingDays");

    private final NodeApi clerk;
    private final NodeApi reviewer;
    private final Scanner scanner = new Scanner(System.nanoTime());

    CaseErrands(NodePlan town, NodePlan county, NodeApi reviewer) throws Exception {
        this.clerk = NodeApi.signIn(town.address(), "clerk", "yilu-demo-2026");
        this.reviewer = reviewer;
    }

    String accept(String sampleName) throws Exception {
        SampleCase sample = SampleCase.loadShipped().stream()
                .filter(candidate -> candidate.sample().equals(sampleName))
                .findFirst()
                .orElseThrow();
        Map<Integer, List<String>> scans = new TreeMap<>();
        for (Attachment attachment : sample.attachments()) {
            scans.put(attachment.material(), List.of(upload(attachment.name())));
        }
        return clerk.post(
                        "/api/v1/cases",
                        Map.of(
                                "itemCode",
                                sample.item(),
                                "applicant",
                                sample.applicant(),
                                "form",
                                sample.data(),
                                "materials",
                                scans.entrySet().stream()
                                        .map(entry -> Map.of("seq", entry.getKey(), "files", entry.getValue()))
                                        .toList()))
                .path("number")
                .asString();
    }

    private String upload(String name) throws Exception {
        Scan scan = scanner.jpeg(name, 40_000);
        return clerk.upload(scan).path("sha256").asString();
    }

    void awaitArrival(String number) {
        awaited(reviewer, number, CaseErrands::hasAllScans);
    }

    private static boolean hasAllScans(JsonNode found) {
        return found.path("materials")
                .valueStream()
                .flatMap(material -> material.path("files").valueStream())
                .allMatch(file -> file.path("complete").asBoolean(false));
    }

    /** Decides as soon as the county lets it; returns the number of the result. */
    String decide(String number) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    reviewer.post(
                            path(number) + "/decision",
                            Map.of("outcome", "APPROVED", "opinion", "材料齐全，同意", "reasons", List.of()));
                    return true;
                });
        return resultNumber(number);
    }

    String resultNumber(String number) {
        return awaited(reviewer, number, found -> found.path("decision").isObject())
                .path("decision")
                .path("resultNumber")
                .asString();
    }

    void askForCorrection(String number) throws Exception {
        reviewer.post(
                path(number) + "/correction",
                Map.of("corrections", List.of(Map.of("materialSeq", 1, "text", "第一页扫描不清楚")), "opinion", "请一次补齐"));
    }

    void supplement(String number) throws Exception {
        awaited(clerk, number, found -> found.path("correction").isObject());
        clerk.post(
                path(number) + "/supplements",
                Map.of("materials", List.of(Map.of("seq", 1, "files", List.of(upload("补正")))), "remark", "已重新扫描"));
        awaited(reviewer, number, found -> found.path("state").asString().equals("IN_REVIEW") && hasAllScans(found));
    }

    void awaitResult(String number) {
        awaited(
                clerk,
                number,
                found -> found.path("decision").path("documentHere").asBoolean(false));
    }

    void handOver(String number) throws Exception {
        clerk.post(path(number) + "/handover", Map.of("collectorName", "覃试安", "relation", "本人", "idChecked", true));
    }

    void awaitDelivered(String number) {
        awaited(reviewer, number, found -> found.path("state").asString().equals("DELIVERED"));
    }

    /** The scans of a case whose bytes are at the town, by their hashes. */
    List<String> filesAtTown(String number) throws Exception {
        List<String> files = clerk.get(path(number))
                .path("materials")
                .valueStream()
                .flatMap(material -> material.path("files").valueStream())
                .map(file -> file.path("sha256").asString())
                .toList();
        for (String sha256 : files) {
            assertThat(Scan.sha256(clerk.bytes("/api/v1/files/" + sha256))).isEqualTo(sha256);
        }
        return files;
    }

    boolean isDocumentAtTown(String number) throws Exception {
        return clerk.get(path(number)).path("decision").path("documentHere").asBoolean(false);
    }

    /** The cases as both sides show them, without what belongs to one life of a node. */
    Map<String, JsonNode> seenEverywhere(String... numbers) throws Exception {
        Map<String, JsonNode> seen = new TreeMap<>();
        for (String number : numbers) {
            seen.put("town " + number, lasting(clerk.get(path(number))));
            seen.put("county " + number, lasting(reviewer.get(path(number))));
        }
        return seen;
    }

    private static JsonNode lasting(JsonNode shown) {
        ObjectNode lasting = ((ObjectNode) shown).deepCopy();
        lasting.remove(OF_THIS_LIFE);
        lasting.path("timeline").valueStream().forEach(entry -> {
            if (entry.path("kind").asString().equals("RECEIVED")) {
                ((ObjectNode) entry).remove("at");
            }
            // What the county noted of the town's clock when it came; nobody can tell that afterwards.
            ((ObjectNode) entry).remove("town");
        });
        return lasting;
    }

    private static JsonNode awaited(NodeApi who, String number, Predicate<JsonNode> holds) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> who.get(path(number)), holds);
    }

    private static String path(String number) {
        return "/api/v1/cases/" + number;
    }
}
