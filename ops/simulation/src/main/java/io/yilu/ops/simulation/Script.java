package io.yilu.ops.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What the county will do with a case, given by the world's seed and the case's number alone. */
record Script(List<Step> steps, boolean repliesAtOnce) {

    /** One act of the reviewers. */
    enum Step {
        PROGRESS,
        CORRECT,
        DECIDE
    }

    static Script of(long seed, String caseNumber) {
        SplittableRandom random = new SplittableRandom(seed * 31 + caseNumber.hashCode());
        List<Step> steps = new ArrayList<>();
        int acts = 1 + random.nextInt(4);
        for (int i = 0; i < acts; i++) {
            steps.add(random.nextInt(4) == 0 ? Step.CORRECT : Step.PROGRESS);
        }
        steps.add(Step.DECIDE);
        return new Script(steps, random.nextBoolean());
    }

    /** How many messages the case will take in both directions. */
    int messages() {
        long corrections = steps.stream().filter(Step.CORRECT::equals).count();
        return (int) (1 + steps.size() + corrections + 1);
    }
}
