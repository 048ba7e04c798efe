package io.yilu.ops.trial.check;

import io.yilu.ops.trial.check.Snapshot.SeenCase;
import io.yilu.ops.trial.check.Verdict.Wrong;
import java.util.ArrayList;
import java.util.List;

/** Compares the scans of a case at one node with those that were handed in: how many, of which material, names and bytes. */
final class PaperCheck {

    private final ToldCase told;
    private final SeenCase seen;
    private final String where;
    private final Findings findings;

    PaperCheck(ToldCase told, SeenCase seen, String where, Findings findings) {
        this.told = told;
        this.seen = seen;
        this.where = where;
        this.findings = findings;
    }

    void judge() {
        List<Paper> wanted = told.papers();
        List<Paper> there = seen.papers();
        bytes(wanted);
        List<Paper> missing = without(wanted, there);
        List<Paper> more = without(there, wanted);
        for (Paper paper : missing) {
            there.stream()
                    .filter(paper::isSameScan)
                    .findFirst()
                    .ifPresentOrElse(
                            other -> add(Wrong.CORRUPTED, "Scan " + paper + " is " + other),
                            () -> add(Wrong.LOST, "Scan " + paper + " is no more"));
        }
        for (Paper paper : more) {
            if (wanted.contains(paper)) {
                add(Wrong.DUPLICATED, "Scan " + paper + " is twice");
            } else if (wanted.stream().noneMatch(paper::isSameScan)) {
                add(Wrong.CORRUPTED, "Scan " + paper + ", which nobody handed in, is");
            }
        }
        if (missing.isEmpty() && more.isEmpty() && !wanted.equals(there)) {
            add(Wrong.REORDERED, "The scans are in another order than they were handed in");
        }
    }

    /** Each can be downloaded, and is then what its hash says. */
    private void bytes(List<Paper> wanted) {
        wanted.stream()
                .map(Paper::sha256)
                .distinct()
                .filter(sha256 -> !seen.files().containsKey(sha256))
                .forEach(sha256 -> add(Wrong.LOST, "File " + sha256 + " cannot be had"));
        seen.files().forEach((expected, actual) -> {
            if (!expected.equals(actual)) {
                add(Wrong.CORRUPTED, "File " + expected + " is " + actual);
            }
        });
    }

    private static List<Paper> without(List<Paper> papers, List<Paper> others) {
        List<Paper> left = new ArrayList<>(papers);
        others.forEach(left::remove);
        return left;
    }

    private void add(Wrong wrong, String text) {
        findings.add(wrong, told.number(), text + " at " + where + ".");
    }
}
