package io.yilu.ops.trial.check;

import io.yilu.ops.trial.check.Snapshot.SeenCase;
import io.yilu.ops.trial.history.Deed;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Two cases that went the whole way as they should, for tests to tamper with. */
final class TinyTrial {

    static final String SITE = "610924100";
    static final String ONE = "610924100-20260301-0001-7";
    static final String TWO = "610924100-20260301-0002-5";
    private static final JsonMapper JSON = JsonMapper.shared();

    final List<Deed> deeds = new ArrayList<>();
    final Map<String, SeenCase> county = new HashMap<>();
    final Map<String, SeenCase> town = new HashMap<>();

    TinyTrial() {
        goesTheWholeWay(1, ONE, false);
        goesTheWholeWay(2, TWO, true);
    }

    Verdict judged() {
        return HistoryChecker.judge(deeds, new Snapshot(county, Map.of(SITE, town)));
    }

    ObjectNode atCounty(String number) {
        return (ObjectNode) seen(county, number).view();
    }

    ObjectNode atTown(String number) {
        return (ObjectNode) seen(town, number).view();
    }

    /** Rewrites a case's timeline at a node. */
    static void timeline(ObjectNode view, List<String> kinds) {
        view.set(
                "timeline",
                JSON.valueToTree(
                        kinds.stream().map(kind -> Map.of("kind", kind)).toList()));
    }

    static SeenCase seen(Map<String, SeenCase> where, String number) {
        SeenCase found = where.get(number);
        if (found == null) {
            throw new IllegalArgumentException(number);
        }
        return found;
    }

    void note(Phase phase, Kind kind, String intent, String number, Map<String, Object> facts) {
        deeds.add(new Deed(deeds.size(), phase, kind, intent, SITE, number, facts));
    }

    private void goesTheWholeWay(int index, String number, boolean corrected) {
        Map<String, Object> applicant = Map.of("name", "覃试安", "idNumber", "610924195103099995", "phone", "10000000001");
        Map<String, Object> form = Map.of("members", List.of(1, 2.50), "village", "五郎坪村");
        Map<String, Object> handedIn =
                Map.of("itemCode", "I-1", "applicant", applicant, "form", form, "files", Map.of("aa" + index, 10));
        note(Phase.ASKED, Kind.ACCEPT, "accept-" + index, "", handedIn);
        note(Phase.UNANSWERED, Kind.ACCEPT, "accept-" + index, "", Map.of("why", "killed"));
        note(Phase.ASKED, Kind.ACCEPT, "accept-" + index, "", handedIn);
        note(Phase.TOLD, Kind.ACCEPT, "accept-" + index, number, Map.of());
        List<String> steps = new ArrayList<>();
        Map<String, String> files = new HashMap<>(Map.of("aa" + index, "aa" + index));
        if (corrected) {
            note(Phase.ASKED, Kind.CORRECTION, "correction-" + index, number, Map.of());
            note(Phase.TOLD, Kind.CORRECTION, "correction-" + index, number, Map.of());
            note(
                    Phase.ASKED,
                    Kind.SUPPLEMENT,
                    "supplement-" + index,
                    number,
                    Map.of("form", form, "files", Map.of("bb", 9)));
            note(Phase.TOLD, Kind.SUPPLEMENT, "supplement-" + index, number, Map.of());
            steps.addAll(List.of("CORRECTION_REQUESTED", "SUPPLEMENTED"));
            files.put("bb", "bb");
        }
        note(Phase.ASKED, Kind.DECISION, "decision-" + index, number, Map.of("outcome", "APPROVED", "opinion", "同意"));
        note(Phase.TOLD, Kind.DECISION, "decision-" + index, number, Map.of("resultNumber", "R1", "document", "dd"));
        note(Phase.TOLD, Kind.HANDOVER, "handover-" + index, number, Map.of());
        steps.addAll(List.of("DECIDED", "DELIVERED"));

        ObjectNode atCounty = JSON.valueToTree(Map.of(
                "number",
                number,
                "itemCode",
                "I-1",
                "site",
                SITE,
                "applicant",
                applicant,
                "form",
                Map.of("village", "五郎坪村", "members", List.of(1, 2.5))));
        timeline(atCounty, concat(List.of("ACCEPTED", "RECEIVED", "REVIEW_STARTED"), steps));
        county.put(number, new SeenCase(number, 1, atCounty, files));

        ObjectNode atTown = JSON.valueToTree(Map.of(
                "number",
                number,
                "decision",
                Map.of("outcome", "APPROVED", "opinion", "同意", "resultNumber", "R1", "documentHere", true)));
        timeline(atTown, concat(List.of("ACCEPTED", "PROGRESSED"), steps));
        Map<String, String> here = new HashMap<>(files);
        here.put("dd", "dd");
        town.put(number, new SeenCase(number, 1, atTown, here));
    }

    private static List<String> concat(List<String> first, List<String> then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
