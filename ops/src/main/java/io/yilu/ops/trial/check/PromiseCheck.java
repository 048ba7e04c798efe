package io.yilu.ops.trial.check;

import io.yilu.ops.trial.check.Verdict.Wrong;
import io.yilu.ops.trial.history.Deed;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Promises that contradict each other or what was there at that moment: the intent log alone shows them. */
final class PromiseCheck {

    private final List<Deed> deeds;
    private final Collection<ToldCase> cases;
    private final Findings findings;

    PromiseCheck(List<Deed> deeds, Collection<ToldCase> cases, Findings findings) {
        this.deeds = deeds;
        this.cases = cases;
        this.findings = findings;
    }

    void judge() {
        oneNumberAnApplication();
        oneResultNumberADecision();
        receiptsInVain();
        for (ToldCase told : cases) {
            oneYesAtATime(told);
            correctionsAsAsked(told);
        }
    }

    /** One application has one number, and nobody else's has the same. */
    private void oneNumberAnApplication() {
        Map<String, String> numbers = new HashMap<>();
        Map<String, String> intents = new HashMap<>();
        for (Deed deed : told(Kind.ACCEPT)) {
            String first = numbers.putIfAbsent(deed.intent(), deed.number());
            if (first != null && !first.equals(deed.number())) {
                duplicated(deed.number(), "One application became both " + first + " and this.");
            }
            String other = intents.putIfAbsent(deed.number(), deed.intent());
            if (other != null && !other.equals(deed.intent())) {
                duplicated(
                        deed.number(),
                        "Two applications, " + other + " and " + deed.intent() + ", were told this number.");
            }
        }
    }

    private void oneResultNumberADecision() {
        Map<String, String> given = new HashMap<>();
        for (Deed deed : told(Kind.DECISION)) {
            String result = String.valueOf(deed.facts().get("resultNumber"));
            String first = given.putIfAbsent(result, deed.number());
            if (first != null && !first.equals(deed.number())) {
                duplicated(deed.number(), "Its result number " + result + " was given to " + first + " before.");
            }
        }
    }

    /** A case is decided once, and not while its town has it for correction; of two at once one must be refused. */
    private void oneYesAtATime(ToldCase told) {
        if (told.told(Kind.DECISION).size() > 1) {
            duplicated(told.number(), "Two decisions were confirmed to reviewers.");
        }
        boolean isAway = false;
        boolean isDecided = false;
        for (Deed deed : told.inOrder()) {
            boolean isCorrection = deed.kind() == Kind.CORRECTION;
            boolean isDecision = deed.kind() == Kind.DECISION;
            if ((isDecision && isAway) || (isCorrection && isDecided)) {
                duplicated(told.number(), "The county said yes to a correction and to a decision at once.");
                return;
            }
            isAway = isCorrection || (isAway && deed.kind() != Kind.SUPPLEMENT);
            isDecided |= isDecision;
        }
    }

    /** What the clerk read of a correction is what the reviewer had written. */
    private void correctionsAsAsked(ToldCase told) {
        List<Deed> asked = told.told(Kind.CORRECTION);
        for (Deed seen : deeds) {
            boolean isOfCase = seen.phase() == Phase.SEEN
                    && seen.kind() == Kind.CORRECTION
                    && seen.number().equals(told.number());
            if (!isOfCase) {
                continue;
            }
            for (String field : List.of("corrections", "opinion")) {
                JsonNode there = ToldCase.answered(seen, field);
                if (asked.stream().noneMatch(deed -> Sameness.same(told.wanted(deed, field), there))) {
                    findings.add(
                            Wrong.CORRUPTED,
                            told.number(),
                            "No reviewer wrote the correction's " + field + " that its clerk read: " + there);
                }
            }
        }
    }

    private void receiptsInVain() {
        for (Deed deed : deeds) {
            if (deed.kind() == Kind.RECEIPT && "false".equals(deed.facts().get("atCounty"))) {
                lost(deed, " while the county did not have it.");
            } else if (deed.kind() == Kind.RECEIPT
                    && "incomplete".equals(deed.facts().get("atCounty"))) {
                lost(deed, " while bytes of a file were missing at the county.");
            }
        }
    }

    private void lost(Deed deed, String what) {
        findings.add(Wrong.LOST, deed.number(), "The town said " + deed.facts().get("delivery") + what);
    }

    private List<Deed> told(Kind kind) {
        return deeds.stream()
                .filter(deed -> deed.phase() == Phase.TOLD && deed.kind() == kind)
                .toList();
    }

    private void duplicated(String subject, String text) {
        findings.add(Wrong.DUPLICATED, subject, text);
    }
}
