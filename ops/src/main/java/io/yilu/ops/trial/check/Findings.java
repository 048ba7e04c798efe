package io.yilu.ops.trial.check;

import io.yilu.ops.trial.check.Verdict.Finding;
import io.yilu.ops.trial.check.Verdict.Wrong;
import java.util.ArrayList;
import java.util.List;

/** What one look at a trial has found so far. */
final class Findings {

    private final List<Finding> all = new ArrayList<>();

    void add(Wrong wrong, String subject, String text) {
        all.add(new Finding(wrong, subject, text));
    }

    int size() {
        return all.size();
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
