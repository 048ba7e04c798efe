package io.yilu.ops.trial.check;

import io.yilu.ops.trial.check.Snapshot.SeenCase;
import io.yilu.ops.trial.check.Verdict.Finding;
import io.yilu.ops.trial.check.Verdict.Wrong;
import io.yilu.ops.trial.history.Deed;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Judges a trial by what clients were told and what the public API shows in the end; it knows nothing of the exchange. */
public final class HistoryChecker {

    private final Map<String, ToldCase> cases;
    private final Snapshot snapshot;
    private final List<Deed> deeds;
    private final List<Finding> findings = new ArrayList<>();

    private HistoryChecker(List<Deed> deeds, Snapshot snapshot) {
        this.deeds = deeds;
        this.cases = ToldCase.of(deeds);
        this.snapshot = snapshot;
    }

    public static Verdict judge(List<Deed> deeds, Snapshot snapshot) {
        return new HistoryChecker(deeds, snapshot).judged();
    }

    private Verdict judged() {
        int arrived = 0;
        oneNumberAnIntent();
        for (ToldCase told : cases.values()) {
            int before = findings.size();
            arrival(told);
            arrived += findings.size() == before ? 1 : 0;
            snapshot.atCounty(told.number()).ifPresent(seen -> {
                content(told, seen);
                order(told, seen, CaseOrder.atCounty(told));
            });
            home(told);
        }
        nobodyWasTold();
        receiptsInVain();
        return new Verdict(cases.size(), arrived, findings);
    }

    private void add(Wrong wrong, String subject, String text) {
        findings.add(new Finding(wrong, subject, text));
    }

    private void oneNumberAnIntent() {
        Map<String, String> numbers = new HashMap<>();
        for (Deed deed : deeds) {
            if (deed.phase() == Phase.TOLD && deed.kind() == Kind.ACCEPT) {
                String first = numbers.putIfAbsent(deed.intent(), deed.number());
                if (first != null && !first.equals(deed.number())) {
                    add(Wrong.DUPLICATED, deed.number(), "One application became both " + first + " and this.");
                }
            }
        }
    }

    /** Accepted means: it is at the county, once, with every file. */
    private void arrival(ToldCase told) {
        SeenCase seen = snapshot.atCounty(told.number()).orElse(null);
        if (seen == null) {
            add(Wrong.LOST, told.number(), "The clerk was told this number; the county has no such case.");
            return;
        }
        if (seen.listed() != 1) {
            add(Wrong.DUPLICATED, told.number(), "It stands " + seen.listed() + " times in the county's list.");
        }
        for (String sha256 : told.files()) {
            if (!seen.files().containsKey(sha256)) {
                add(Wrong.LOST, told.number(), "File " + sha256 + " cannot be had at the county.");
            }
        }
    }

    private void content(ToldCase told, SeenCase seen) {
        Deed accepted = told.accepted().orElseThrow();
        JsonNode view = seen.view();
        compare(told, "item", told.wanted(accepted, "itemCode"), view.path("itemCode"));
        for (String field : List.of("name", "idNumber", "phone")) {
            compare(
                    told,
                    "applicant's " + field,
                    told.wanted(accepted, "applicant").path(field),
                    view.path("applicant").path(field));
        }
        compare(told, "form", told.lastForm(), view.path("form"));
        if (!view.path("site").asString("").equals(told.site())) {
            add(Wrong.CORRUPTED, told.number(), "The county says it came from " + view.path("site"));
        }
        equalFiles(told, seen, "the county");
        for (String sha256 : seen.files().keySet()) {
            if (!told.files().contains(sha256)) {
                add(Wrong.CORRUPTED, told.number(), "The county has file " + sha256 + ", which nobody handed in.");
            }
        }
    }

    private void equalFiles(ToldCase told, SeenCase seen, String where) {
        seen.files().forEach((expected, actual) -> {
            if (!expected.equals(actual)) {
                add(Wrong.CORRUPTED, told.number(), "File " + expected + " is " + actual + " at " + where + ".");
            }
        });
    }

    private void compare(ToldCase told, String what, JsonNode wanted, JsonNode there) {
        if (!Sameness.same(wanted, there)) {
            add(
                    Wrong.CORRUPTED,
                    told.number(),
                    "Its " + what + " was " + Sameness.hint(wanted, there)
                            + " when it was handed in, and is not so now.");
        }
    }

    private void order(ToldCase told, SeenCase seen, CaseOrder expected) {
        expected.complaint(seen.timeline())
                .ifPresent(complaint -> add(complaint.wrong(), told.number(), complaint.text()));
    }

    /** The town still has its case, and what the county decided has come home once, as it was decided. */
    private void home(ToldCase told) {
        SeenCase seen = snapshot.atTown(told.site(), told.number()).orElse(null);
        if (seen == null) {
            add(Wrong.LOST, told.number(), "The town that accepted it does not know it any more.");
            return;
        }
        if (seen.listed() != 1) {
            add(Wrong.DUPLICATED, told.number(), "It stands " + seen.listed() + " times in its town's list.");
        }
        equalFiles(told, seen, "its town");
        order(told, seen, CaseOrder.atTown(told));
        if (told.told(Kind.DECISION).size() > 1) {
            add(Wrong.DUPLICATED, told.number(), "Two decisions were confirmed to reviewers.");
        }
        told.decision().ifPresent(decision -> returned(told, decision, seen));
    }

    private void returned(ToldCase told, Deed decision, SeenCase seen) {
        JsonNode here = seen.view().path("decision");
        String document = String.valueOf(decision.facts().get("document"));
        if (!here.isObject()
                || !here.path("documentHere").asBoolean(false)
                || !seen.files().containsKey(document)) {
            add(Wrong.UNRETURNED, told.number(), "It was decided at the county; the result is not at its town.");
            return;
        }
        for (String field : List.of("outcome", "opinion")) {
            compare(told, "decision's " + field, told.wanted(decision, field), here.path(field));
        }
        if (!here.path("resultNumber").asString("").equals(decision.facts().get("resultNumber"))) {
            add(Wrong.CORRUPTED, told.number(), "The town has result " + here.path("resultNumber") + ".");
        }
    }

    private void nobodyWasTold() {
        snapshot.county().keySet().stream()
                .filter(number -> !cases.containsKey(number))
                .forEach(number -> add(Wrong.DUPLICATED, number, "The county has it, but no client was told it."));
        snapshot.towns()
                .forEach((site, there) -> there.keySet().stream()
                        .filter(number -> !wasToldAt(site, number))
                        .forEach(number ->
                                add(Wrong.DUPLICATED, number, site + " has it, but no client there was told it.")));
    }

    private boolean wasToldAt(String site, String number) {
        ToldCase told = cases.get(number);
        return told != null && told.site().equals(site);
    }

    private void receiptsInVain() {
        deeds.stream()
                .filter(deed -> deed.kind() == Kind.RECEIPT
                        && "false".equals(deed.facts().get("atCounty")))
                .forEach(deed -> add(
                        Wrong.LOST,
                        deed.number(),
                        "The town said " + deed.facts().get("delivery") + " while the county did not have it."));
    }
}
