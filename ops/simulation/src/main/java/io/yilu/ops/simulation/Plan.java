package io.yilu.ops.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One world to be run: the same plan gives the same run.
 *
 * @param messages the cases that are accepted take so many messages in all, or a few more
 * @param faults in the order of their messages
 */
record Plan(long seed, int townships, long messages, List<Fault> faults) {

    Plan {
        faults = List.copyOf(faults);
    }

    /** Draws so many faults from the seed; each kind comes before any comes again, as far as they go. */
    static Plan drawn(long seed, int townships, long messages, int faults) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] places = random.longs(faults, 0, Math.max(1, messages)).sorted().toArray();
        List<FaultKind> bag = new ArrayList<>();
        List<Fault> drawn = new ArrayList<>();
        for (int i = 0; i < faults; i++) {
            if (bag.isEmpty()) {
                bag.addAll(List.of(FaultKind.values()));
            }
            FaultKind kind = bag.remove(random.nextInt(bag.size()));
            drawn.add(new Fault(i + 1, places[i], kind, random.nextLong()));
        }
        return new Plan(seed, townships, messages, drawn);
    }

    Plan with(List<Fault> fewer) {
        return new Plan(seed, townships, messages, fewer);
    }

    Plan with(long fewerMessages) {
        return new Plan(seed, townships, fewerMessages, faults);
    }
}
