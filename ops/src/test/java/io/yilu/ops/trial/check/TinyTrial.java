package io.yilu.ops.trial.check;

import io.yilu.ops.trial.check.Snapshot.SeenCase;
import io.yilu.ops.trial.history.Deed;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Two cases that went the whole way as they should, the second after a correction, for tests to tamper with. */
final class TinyTrial {

    static final String SITE = "610924100";
    static final String ONE = "610924100-20260301-0001-7";
    static final String TWO = "610924100-20260301-0002-5";
    static final Map<String, Object> CORRECTION = Map.of(
            "corrections",
            List.of(Map.of("materialSeq", 1, "text", "第一页不清楚"), Map.of("text", "地址请写到村组")),
            "opinion",
            "请一次补齐");

    /** Every word that any sentence of a timeline must have. */
    private static final String SENTENCE = "请一次补齐 第一页不清楚 地址请写到村组 重新扫描 同意 R1 R2 本人";

    /** When each step was taken, by the clock of the place where it was. */
    private static final Map<String, String> AT = Map.of(
            "ACCEPTED", "2026-03-01T01:00:00.123456Z",
            "RECEIVED", "2026-03-04T02:00:00Z",
            "PROGRESSED", "2026-03-04T03:00:00Z",
            "REVIEW_STARTED", "2026-03-04T03:00:00Z",
            "CORRECTION_REQUESTED", "2026-03-04T04:00:00Z",
            "SUPPLEMENTED", "2026-03-06T05:00:00Z",
            "DECIDED", "2026-03-07T06:00:00Z",
            "DELIVERED", "2026-03-09T07:00:00Z");

    private static final JsonMapper JSON = JsonMapper.shared();

    final List<Deed> deeds = new ArrayList<>();
    final Map<String, SeenCase> county = new HashMap<>();
    final Map<String, SeenCase> town = new HashMap<>();
    final List<LooseEnd> looseEnds = new ArrayList<>();

    TinyTrial() {
        goesTheWholeWay(1, ONE, false);
        goesTheWholeWay(2, TWO, true);
    }

    Verdict judged() {
        return HistoryChecker.judge(deeds, new Snapshot(county, Map.of(SITE, town), looseEnds));
    }

    ObjectNode atCounty(String number) {
        return (ObjectNode) seen(county, number).view();
    }

    ObjectNode atTown(String number) {
        return (ObjectNode) seen(town, number).view();
    }

    /** The scans of the only material of a case. */
    static ArrayNode scans(ObjectNode view) {
        return (ArrayNode) view.path("materials").path(0).path("files");
    }

    static ObjectNode in(JsonNode view, String field) {
        return (ObjectNode) view.path(field);
    }

    /** Rewrites a case's timeline at a node. */
    static void timeline(ObjectNode view, List<String> kinds) {
        view.set(
                "timeline",
                JSON.valueToTree(kinds.stream()
                        .map(kind -> Map.of("kind", kind, "text", SENTENCE, "at", at(kind)))
                        .toList()));
    }

    /** A sentence of a case's timeline loses some words. */
    static void forget(ObjectNode view, String kind, String words) {
        for (JsonNode entry : view.path("timeline")) {
            if (entry.path("kind").asString().equals(kind)) {
                ((ObjectNode) entry).put("text", entry.path("text").asString().replace(words, ""));
            }
        }
    }

    /** A node dates a step otherwise from now on. */
    static void date(ObjectNode view, String kind, String at) {
        for (JsonNode entry : view.path("timeline")) {
            if (entry.path("kind").asString().equals(kind)) {
                ((ObjectNode) entry).put("at", at);
            }
        }
    }

    /** What is told with a step beside the yes. */
    static Map<String, Object> dated(String kind) {
        return Map.of("at", at(kind));
    }

    private static String at(String kind) {
        return AT.getOrDefault(kind, "");
    }

    static SeenCase seen(Map<String, SeenCase> where, String number) {
        SeenCase found = where.get(number);
        if (found == null) {
            throw new IllegalArgumentException(number);
        }
        return found;
    }

    /** Files that can be downloaded of a case at a node from now on. */
    static void downloads(Map<String, SeenCase> where, String number, Map<String, String> files) {
        SeenCase seen = seen(where, number);
        where.put(number, new SeenCase(number, seen.listed(), seen.view(), files));
    }

    void note(Phase phase, Kind kind, String intent, String number, Map<String, Object> facts) {
        deeds.add(new Deed(deeds.size(), phase, kind, intent, SITE, number, facts));
    }

    private void goesTheWholeWay(int index, String number, boolean corrected) {
        String scan = "aa" + index;
        Map<String, Object> applicant =
                Map.of("name", "覃试安", "idType", "居民身份证", "idNumber", "610924195103099995", "phone", "10000000001");
        Map<String, Object> form = Map.of("members", List.of(1, 2.50), "village", "五郎坪村");
        Map<String, Object> amended = Map.of("members", List.of(1, 2.50), "village", "三坪村");
        note(Phase.ASKED, Kind.ACCEPT, "accept-" + index, "", handedIn(applicant, form, scan));
        note(Phase.UNANSWERED, Kind.ACCEPT, "accept-" + index, "", Map.of("why", "killed"));
        note(Phase.ASKED, Kind.ACCEPT, "accept-" + index, "", handedIn(applicant, form, scan));
        Map<String, Object> dates = Map.of("at", at("ACCEPTED"), "promisedDue", "2026-03-20", "legalDue", "2026-04-10");
        Map<String, Object> accepted = new LinkedHashMap<>(dates);
        accepted.put("files", List.of(file(scan)));
        note(Phase.TOLD, Kind.ACCEPT, "accept-" + index, number, accepted);
        List<String> steps = new ArrayList<>();
        List<String> scans = new ArrayList<>(List.of(scan));
        if (corrected) {
            isCorrected(index, number, scan, amended);
            steps.addAll(List.of("CORRECTION_REQUESTED", "SUPPLEMENTED"));
            scans.add("bb");
        }
        Map<String, Object> decision = Map.of("outcome", "APPROVED", "opinion", "同意", "reasons", List.of());
        String result = "R" + index;
        Map<String, Object> document =
                Map.of("sha256", "dd", "size", 9, "mediaType", "application/pdf", "fileName", "结果.pdf");
        Map<String, Object> handover = Map.of("collectorName", "覃试安", "relation", "本人", "idChecked", true);
        note(Phase.ASKED, Kind.DECISION, "decision-" + index, number, decision);
        note(
                Phase.TOLD,
                Kind.DECISION,
                "decision-" + index,
                number,
                Map.of("at", at("DECIDED"), "resultNumber", result, "document", document));
        note(Phase.ASKED, Kind.HANDOVER, "handover-" + index, number, handover);
        note(Phase.TOLD, Kind.HANDOVER, "handover-" + index, number, dated("DELIVERED"));
        steps.addAll(List.of("DECIDED", "DELIVERED"));

        ObjectNode view = JSON.valueToTree(Map.of("number", number, "itemCode", "I-1", "site", SITE));
        view.put("acceptedAt", at("ACCEPTED")).put("promisedDue", "2026-03-20").put("legalDue", "2026-04-10");
        view.set(
                "materials",
                JSON.valueToTree(List.of(Map.of(
                        "seq", 1, "files", scans.stream().map(TinyTrial::shown).toList()))));
        Map<String, Object> decided = new LinkedHashMap<>(decision);
        decided.putAll(Map.of("resultNumber", result, "document", document, "documentHere", true));
        view.set("decision", JSON.valueToTree(decided));
        in(view, "decision").put("decidedAt", at("DECIDED"));
        view.set("handedOver", JSON.valueToTree(handover));
        in(view, "handedOver").put("deliveredAt", at("DELIVERED"));
        Map<String, String> files = new HashMap<>(Map.of("dd", "dd"));
        scans.forEach(sha256 -> files.put(sha256, sha256));

        ObjectNode atCounty = view.deepCopy();
        atCounty.set("applicant", JSON.valueToTree(applicant));
        atCounty.set("form", JSON.valueToTree(corrected ? amended : form));
        in(atCounty, "handedOver").put("collectorName", "覃*安");
        timeline(atCounty, concat(List.of("ACCEPTED", "RECEIVED", "REVIEW_STARTED"), steps));
        county.put(number, new SeenCase(number, 1, atCounty, files));

        ObjectNode atTown = view.deepCopy();
        atTown.set(
                "applicant",
                JSON.valueToTree(Map.of(
                        "name", "覃*安", "idType", "居民身份证", "idNumber", "610924********9995", "phone", "100****0001")));
        atTown.put("delivery", "COMPLETE").put("bytesPending", 0);
        timeline(atTown, concat(List.of("ACCEPTED", "PROGRESSED"), steps));
        town.put(number, new SeenCase(number, 1, atTown, files));
    }

    private void isCorrected(int index, String number, String scan, Map<String, Object> amended) {
        note(Phase.ASKED, Kind.CORRECTION, "correction-" + index, number, CORRECTION);
        note(Phase.TOLD, Kind.CORRECTION, "correction-" + index, number, dated("CORRECTION_REQUESTED"));
        note(Phase.SEEN, Kind.CORRECTION, "supplement-" + index, number, CORRECTION);
        note(
                Phase.ASKED,
                Kind.SUPPLEMENT,
                "supplement-" + index,
                number,
                Map.of("form", amended, "files", List.of(asked("bb")), "remark", "重新扫描"));
        note(
                Phase.TOLD,
                Kind.SUPPLEMENT,
                "supplement-" + index,
                number,
                Map.of("at", at("SUPPLEMENTED"), "files", List.of(file(scan), file("bb"))));
    }

    private static Map<String, Object> handedIn(Map<String, Object> applicant, Map<String, Object> form, String scan) {
        return Map.of("itemCode", "I-1", "applicant", applicant, "form", form, "files", List.of(asked(scan)));
    }

    private static Map<String, Object> asked(String sha256) {
        return Map.of("seq", 1, "sha256", sha256, "size", 10);
    }

    private static Map<String, Object> file(String sha256) {
        return Map.of("seq", 1, "sha256", sha256, "size", 10, "fileName", sha256 + ".pdf");
    }

    private static Map<String, Object> shown(String sha256) {
        return Map.of("sha256", sha256, "size", 10, "fileName", sha256 + ".pdf");
    }

    private static List<String> concat(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }
}
