package io.yilu.ops.trial.check;

import io.yilu.ops.trial.check.Verdict.Wrong;
import io.yilu.ops.trial.history.Deed.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a case's timeline must say at one node, from what people were told they had done. */
final class CaseOrder {

    private final String node;
    private final List<String> expected;

    private CaseOrder(String node, List<String> expected) {
        this.node = node;
        this.expected = expected;
    }

    /** What is wrong with a timeline. */
    record Complaint(Wrong wrong, String text) {}

    static CaseOrder atCounty(ToldCase told) {
        return new CaseOrder("the county", steps(told, List.of("ACCEPTED", "RECEIVED"), "REVIEW_STARTED"));
    }

    static CaseOrder atTown(ToldCase told) {
        return new CaseOrder("its town", steps(told, List.of("ACCEPTED"), "PROGRESSED"));
    }

    private static List<String> steps(ToldCase told, List<String> first, String review) {
        List<String> steps = new ArrayList<>(first);
        int corrections = told.told(Kind.CORRECTION).size();
        int supplements = told.told(Kind.SUPPLEMENT).size();
        if (corrections > 0 || told.decision().isPresent()) {
            steps.add(review);
        }
        for (int i = 0; i < corrections; i++) {
            steps.add(Kind.CORRECTION.step());
            if (i < supplements) {
                steps.add(Kind.SUPPLEMENT.step());
            }
        }
        if (told.decision().isPresent()) {
            steps.add(Kind.DECISION.step());
        }
        if (!told.told(Kind.HANDOVER).isEmpty()) {
            steps.add(Kind.HANDOVER.step());
        }
        return steps;
    }

    Optional<Complaint> complaint(List<String> timeline) {
        if (timeline.equals(expected)) {
            return Optional.empty();
        }
        List<String> more = new ArrayList<>(timeline);
        List<String> missing = new ArrayList<>(expected);
        expected.forEach(more::remove);
        timeline.forEach(missing::remove);
        Wrong wrong = !missing.isEmpty() ? Wrong.LOST : !more.isEmpty() ? Wrong.DUPLICATED : Wrong.REORDERED;
        return Optional.of(
                new Complaint(wrong, "At " + node + " it went " + timeline + " instead of " + expected + "."));
    }
}
