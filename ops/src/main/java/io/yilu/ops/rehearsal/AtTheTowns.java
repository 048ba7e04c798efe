package io.yilu.ops.rehearsal;

import io.yilu.ops.fleet.Console;
import io.yilu.ops.fleet.FleetPlan;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.Words;
import io.yilu.ops.rehearsal.Errand.Page;
import io.yilu.schemas.catalogue.SampleCase.Attachment;
import io.yilu.schemas.payload.Applicant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** The clerks' part of the round trip. */
final class AtTheTowns {

    static final long BYTES_IN_ALL = 21L * 1024 * 1024;

    private final FleetPlan plan;
    private final Tally tally;
    private final Console console;
    private final Words words;
    private final Map<NodePlan, NodeApi> clerks = new HashMap<>();

    AtTheTowns(FleetPlan plan, Tally tally, Console console, Words words) {
        this.plan = plan;
        this.tally = tally;
        this.console = console;
        this.words = words;
    }

    private NodeApi clerk(NodePlan town) throws IOException, InterruptedException {
        NodeApi clerk = clerks.get(town);
        if (clerk == null) {
            clerk = NodeApi.signIn(town.address(), "clerk", RoundTrip.PASSWORD);
            clerks.put(town, clerk);
        }
        return clerk;
    }

    /** Scans, uploads and hands in; returns how many bytes the scans had. */
    long accept(Errand errand, Scanner scanner, long bytesEach) throws IOException, InterruptedException {
        long bytes = 0;
        for (Attachment attachment : errand.sample().attachments()) {
            Scan scan = scanned(scanner, attachment, bytesEach);
            upload(errand, attachment.material(), scan);
            bytes += scan.content().length;
        }
        Applicant applicant = errand.sample().applicant();
        Map<String, Object> application = Map.of(
                "itemCode", errand.sample().item(),
                "applicant", applicant,
                "form", errand.sample().data(),
                "materials", materials(errand.pages()));
        NodeApi clerk = clerk(errand.town());
        JsonNode accepted = clerk.post("/api/v1/cases", errand.idempotencyKey(), application);
        JsonNode again = clerk.post("/api/v1/cases", errand.idempotencyKey(), application);
        errand.accepted(accepted.path("number").asString());
        require(
                again.path("number").asString().equals(errand.number()),
                "Handing in twice with one key gave " + errand.number() + " and " + again.path("number"));
        JsonNode known = clerk.get(errand.path());
        String delivery = known.path("delivery").asString();
        require(
                !delivery.equals("RECEIVED") && !delivery.equals("COMPLETE"),
                errand.number() + " claims to be at the county, which is down: " + delivery);
        console.say(words.of(
                "check.case",
                errand.town().name(),
                errand.number(),
                errand.pages().size()));
        tally.accept();
        return bytes;
    }

    private static Scan scanned(Scanner scanner, Attachment attachment, long bytes) throws IOException {
        return switch (attachment.material() % 3) {
            case 1 -> scanner.jpeg(attachment.name(), bytes);
            case 2 -> scanner.pdf(attachment.name(), bytes);
            default -> scanner.png(attachment.name(), bytes);
        };
    }

    private void upload(Errand errand, int material, Scan scan) throws IOException, InterruptedException {
        JsonNode reference = clerk(errand.town()).upload(scan);
        require(
                reference.path("sha256").asString().equals(scan.sha256())
                        && reference.path("mediaType").asString().equals(scan.mediaType()),
                scan.fileName() + " (" + scan.mediaType() + ", " + scan.sha256() + ") was stored as " + reference);
        errand.add(material, scan);
    }

    private static List<Map<String, Object>> materials(List<Page> pages) {
        Map<Integer, List<String>> files = new TreeMap<>();
        for (Page page : pages) {
            files.computeIfAbsent(page.material(), any -> new ArrayList<>())
                    .add(page.scan().sha256());
        }
        return files.entrySet().stream()
                .map(entry -> Map.<String, Object>of("seq", entry.getKey(), "files", entry.getValue()))
                .toList();
    }

    /** Waits for the county's request and answers it with one more scan. */
    void supplement(Errand errand) throws IOException, InterruptedException, TimeoutException {
        NodeApi clerk = clerk(errand.town());
        Awaited.json(
                clerk,
                errand.path(),
                "the request for correction of " + errand.number() + " reaches "
                        + errand.town().name(),
                found -> found.path("state").asString().equals("CORRECTION")
                        && found.path("correction").isObject());
        Scan scan = new Scanner(System.nanoTime()).jpeg("补正材料", 400_000);
        upload(errand, 1, scan);
        clerk.post(
                errand.path() + "/supplements",
                Map.of(
                        "form", errand.sample().data(),
                        "materials", List.of(Map.of("seq", 1, "files", List.of(scan.sha256()))),
                        "remark", "按补正要求重新扫描"));
        console.say(words.of("check.supplemented", errand.town().name(), errand.number()));
    }

    /** The decision and its document are here, by themselves, and nowhere else. */
    void awaitResult(Errand errand, JsonNode decisionAtCounty)
            throws IOException, InterruptedException, TimeoutException {
        NodeApi clerk = clerk(errand.town());
        JsonNode here = Awaited.json(
                clerk,
                errand.path(),
                "the result of " + errand.number() + " reaches " + errand.town().name(),
                found -> found.path("decision").path("documentHere").asBoolean(false));
        JsonNode decision = here.path("decision");
        require(
                decision.path("outcome").asString().equals(errand.outcome()),
                errand.number() + " came home as " + decision.path("outcome"));
        String expected = decisionAtCounty.path("document").path("sha256").asString();
        String document = decision.path("document").path("sha256").asString();
        String bytes = Scan.sha256(clerk.bytes("/api/v1/files/" + document));
        require(
                expected.equals(document) && expected.equals(bytes),
                "The result of " + errand.number() + " is " + bytes + " here and " + expected + " at the county");
        for (NodePlan other : plan.towns()) {
            if (!other.equals(errand.town())) {
                require(
                        clerk(other).status(errand.path()) == 404,
                        other.name() + " shows " + errand.number() + ", which is not its own");
            }
        }
        console.say(words.of("check.returned", errand.town().name(), errand.number(), errand.outcome()));
        tally.comeBack();
    }

    void handOver(Errand errand) throws IOException, InterruptedException {
        clerk(errand.town())
                .post(
                        errand.path() + "/handover",
                        UUID.randomUUID().toString(),
                        Map.of(
                                "collectorName",
                                errand.sample().applicant().name(),
                                "relation",
                                "本人",
                                "idChecked",
                                true));
        console.say(words.of("check.handed", errand.town().name(), errand.number()));
    }

    void requireOnce(Errand errand) throws IOException, InterruptedException {
        int times = clerk(errand.town())
                .get("/api/v1/cases?q=" + errand.number() + "&size=100")
                .path("cases")
                .size();
        require(times == 1, errand.number() + " stands " + times + " times in the ledger of its town");
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        Awaited.require(holds, otherwise);
    }
}
