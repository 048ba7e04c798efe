package io.yilu.ops.trial.check;

import io.yilu.ops.trial.check.ContentCheck.Place;
import io.yilu.ops.trial.check.Snapshot.SeenCase;
import io.yilu.ops.trial.check.Verdict.Wrong;
import io.yilu.ops.trial.history.Deed;
import java.util.List;
import java.util.Map;

/** Judges a trial by what clients were told and what the public API shows in the end; it knows nothing of the exchange. */
public final class HistoryChecker {

    private final Map<String, ToldCase> cases;
    private final Snapshot snapshot;
    private final List<Deed> deeds;
    private final Findings findings = new Findings();

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
        new PromiseCheck(deeds, cases.values(), findings).judge();
        for (ToldCase told : cases.values()) {
            int before = findings.size();
            atCounty(told);
            arrived += findings.size() == before ? 1 : 0;
            atTown(told);
        }
        nobodyWasTold();
        snapshot.looseEnds().forEach(end -> findings.add(end.kind().wrong(), end.subject(), end.text() + "."));
        return new Verdict(cases.size(), arrived, findings.all());
    }

    /** Accepted means: it is at the county, once, with every file and word, and went the way that people were told. */
    private void atCounty(ToldCase told) {
        SeenCase seen = snapshot.atCounty(told.number()).orElse(null);
        if (seen == null) {
            findings.add(Wrong.LOST, told.number(), "The clerk was told this number; the county has no such case.");
            return;
        }
        listedOnce(told, seen, "the county's");
        new ContentCheck(told, seen, Place.COUNTY, findings).judge();
        order(told, seen, CaseOrder.atCounty(told));
    }

    /** The town still has its case, and what the county decided has come home once, as it was decided. */
    private void atTown(ToldCase told) {
        SeenCase seen = snapshot.atTown(told.site(), told.number()).orElse(null);
        if (seen == null) {
            findings.add(Wrong.LOST, told.number(), "The town that accepted it does not know it any more.");
            return;
        }
        listedOnce(told, seen, "its town's");
        new ContentCheck(told, seen, Place.TOWN, findings).judge();
        order(told, seen, CaseOrder.atTown(told));
        delivered(told, seen);
    }

    /** When all is quiet the town knows that the county has every message and every byte. */
    private void delivered(ToldCase told, SeenCase seen) {
        String delivery = seen.view().path("delivery").asString("");
        long pending = seen.view().path("bytesPending").asLong(0);
        if (!delivery.equals("COMPLETE") || pending != 0) {
            findings.add(
                    Wrong.LOST,
                    told.number(),
                    "Its town's last word of it is " + delivery + ", with " + pending + " bytes under way.");
        }
    }

    private void listedOnce(ToldCase told, SeenCase seen, String whose) {
        if (seen.listed() != 1) {
            findings.add(
                    Wrong.DUPLICATED, told.number(), "It stands " + seen.listed() + " times in " + whose + " list.");
        }
    }

    private void order(ToldCase told, SeenCase seen, CaseOrder expected) {
        expected.complaint(seen.timeline())
                .ifPresent(complaint -> findings.add(complaint.wrong(), told.number(), complaint.text()));
    }

    private void nobodyWasTold() {
        snapshot.county().keySet().stream()
                .filter(number -> !cases.containsKey(number))
                .forEach(number ->
                        findings.add(Wrong.DUPLICATED, number, "The county has it, but no client was told it."));
        snapshot.towns()
                .forEach((site, there) -> there.keySet().stream()
                        .filter(number -> !wasToldAt(site, number))
                        .forEach(number -> findings.add(
                                Wrong.DUPLICATED, number, site + " has it, but no client there was told it.")));
    }

    private boolean wasToldAt(String site, String number) {
        ToldCase told = cases.get(number);
        return told != null && told.site().equals(site);
    }
}
