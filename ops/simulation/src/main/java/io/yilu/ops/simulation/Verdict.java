package io.yilu.ops.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What came of one world.
 *
 * @param broken the first law that did not hold
 * @param messages applied
 * @param faults strikes that met something
 * @param met of which kinds they were
 * @param retried messages that were quarantined in the storm and tried again by IT staff after it
 * @param frames given to the lines
 * @param simulated how long the world lasted by its own time
 * @param fingerprint the same for two runs exactly if the same happened in both
 */
record Verdict(
        Plan plan,
        Optional<LawBroken> broken,
        long accepted,
        long arrived,
        long messages,
        int faults,
        Set<FaultKind> met,
        long retried,
        long frames,
        long steps,
        Duration simulated,
        long fingerprint,
        Trace trace) {

    boolean holds() {
        return broken.isEmpty() && accepted == arrived;
    }

    long broke(Law law) {
        return broken.filter(one -> one.law() == law).isPresent() ? 1 : 0;
    }
}
