package io.yilu.ops.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Makes a failing plan smaller as long as it breaks the same law: its faults (delta debugging) and its messages. */
final class Shrinker {

    private final Function<Plan, Verdict> run;
    private final BooleanSupplier patience;

    Shrinker(Function<Plan, Verdict> run, BooleanSupplier patience) {
        this.run = run;
        this.patience = patience;
    }

    /** The smallest failing run that was found as long as there was patience. */
    Verdict shrink(Verdict failing) {
        Verdict smallest = failing;
        smallest = fewerMessages(smallest);
        smallest = fewerFaults(smallest);
        return fewerMessages(smallest);
    }

    private Verdict fewerMessages(Verdict failing) {
        Verdict smallest = failing;
        long step = smallest.plan().messages() / 2;
        while (step > 0 && patience.getAsBoolean()) {
            Optional<Verdict> smaller =
                    stillFails(smallest, smallest.plan().with(smallest.plan().messages() - step));
            if (smaller.isPresent()) {
                smallest = smaller.get();
                step = Math.min(step, smallest.plan().messages() / 2);
            } else {
                step /= 2;
            }
        }
        return smallest;
    }

    /** Zeller's ddmin: leaves out ever smaller parts of the schedule. */
    private Verdict fewerFaults(Verdict failing) {
        Verdict smallest = failing;
        int parts = 2;
        while (smallest.plan().faults().size() > 0 && patience.getAsBoolean()) {
            List<Fault> faults = smallest.plan().faults();
            int size = Math.max(1, (faults.size() + parts - 1) / parts);
            Optional<Verdict> smaller = Optional.empty();
            for (int from = 0; from < faults.size() && smaller.isEmpty(); from += size) {
                List<Fault> others = new ArrayList<>(faults.subList(0, from));
                others.addAll(faults.subList(Math.min(faults.size(), from + size), faults.size()));
                smaller = stillFails(smallest, smallest.plan().with(others));
            }
            if (smaller.isPresent()) {
                smallest = smaller.get();
                parts = Math.max(2, parts - 1);
            } else if (size == 1) {
                return smallest;
            } else {
                parts = Math.min(faults.size(), parts * 2);
            }
        }
        return smallest;
    }

    private Optional<Verdict> stillFails(Verdict known, Plan plan) {
        if (!patience.getAsBoolean()) {
            return Optional.empty();
        }
        Verdict verdict = run.apply(plan);
        return verdict.broken().map(LawBroken::law).equals(known.broken().map(LawBroken::law))
                ? Optional.of(verdict)
                : Optional.empty();
    }
}
