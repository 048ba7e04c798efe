package io.yilu.ops.trial.check;

import io.yilu.ops.trial.check.Snapshot.SeenCase;
import io.yilu.ops.trial.check.Verdict.Wrong;
import io.yilu.ops.trial.history.Deed;
import io.yilu.ops.trial.history.Deed.Kind;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Compares the dates of a case at one node with those that people were told. A step is dated where it was taken, whatever that
 * clock said and however long the way took, and the legal clock starts at the township's acceptance (law 9).
 */
final class DateCheck {

    private final ToldCase told;
    private final SeenCase seen;
    private final String where;
    private final Findings findings;

    DateCheck(ToldCase told, SeenCase seen, String where, Findings findings) {
        this.told = told;
        this.seen = seen;
        this.where = where;
        this.findings = findings;
    }

    void judge() {
        told.accepted().ifPresent(accepted -> {
            compare("acceptedAt", accepted, "at", seen.view().path("acceptedAt"));
            due("promisedDue", accepted);
            due("legalDue", accepted);
        });
        told.decision().ifPresent(decision -> ifThere("decision", "decidedAt", decision));
        told.told(Kind.HANDOVER).stream()
                .findFirst()
                .ifPresent(handover -> ifThere("handedOver", "deliveredAt", handover));
        for (Kind kind : Kind.values()) {
            steps(kind);
        }
    }

    /** That it is there at all is the business of {@link ContentCheck}. */
    private void ifThere(String part, String moment, Deed deed) {
        JsonNode here = seen.view().path(part);
        if (here.isObject()) {
            compare(moment, deed, "at", here.path(moment));
        }
    }

    /** Where a step is missing or too much, the order of steps says so. */
    private void steps(Kind kind) {
        List<JsonNode> entries = seen.entries(kind.step());
        List<Deed> deeds = told.told(kind);
        for (int i = 0; i < Math.min(entries.size(), deeds.size()); i++) {
            compare(
                    "date of " + kind.step() + " in its timeline",
                    deeds.get(i),
                    "at",
                    entries.get(i).path("at"));
        }
    }

    /** A 补正 stops the clock, so the county may count to a later day then, but to no earlier one. */
    private void due(String which, Deed accepted) {
        JsonNode there = seen.view().path(which);
        String day = ToldCase.answered(accepted, which).asString("");
        boolean mayBeLater = !told.told(Kind.CORRECTION).isEmpty();
        if (!mayBeLater || there.asString("").compareTo(day) < 0) {
            compare(which, accepted, which, there);
        }
    }

    private void compare(String what, Deed deed, String fact, JsonNode there) {
        JsonNode wanted = ToldCase.answered(deed, fact);
        if (!Sameness.same(wanted, there)) {
            findings.add(
                    Wrong.CORRUPTED,
                    told.number(),
                    "The " + what + " was told as " + wanted + " and is " + there + " at " + where + ".");
        }
    }
}
