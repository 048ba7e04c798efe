package io.yilu.ops.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param worlds the messages and faults are shared out among so many counties, run beside each other
 * @param only numbers of the faults that are to strike, or empty for all
 * @param drawnFor the messages for which the schedule of faults is drawn
 * @param until stops after so many steps
 * @param time goes on with the next seeds as long as it lasts
 */
record Options(
        long messages,
        int faults,
        long seed,
        int townships,
        int worlds,
        Set<Integer> only,
        long drawnFor,
        @Nullable Path trace,
        long until,
        Duration time) {

    private static final long MESSAGES_A_WORLD = 50_000;
    private static final long SEEDS_APART = 1_000_003;
    private static final Set<String> KNOWN = Set.of(
            "--messages",
            "--faults",
            "--seed",
            "--townships",
            "--worlds",
            "--only",
            "--drawn-for",
            "--trace",
            "--until",
            "--minutes");
    private static final Path DEFAULT_TRACE = Path.of("ops/simulation/target/trial-trace.txt");

    static final String HELP = """
            ops/trial --simulate: the production engine on simulated lines, ledgers, disks and clocks.

              --messages N    so many messages pass in all (default 20000)
              --faults F      so many faults strike (default one for each thousand messages)
              --seed S        the same seed gives the same run (default 1)
              --townships T   towns in each county (default 5)
              --worlds W      shares all that out among W counties, run beside each other (default one for
                              each 50000 messages; one world is one long history)
              --minutes M     goes on with the next seeds until M minutes are over
              --only N,N,…    of the schedule's faults only these strike
              --drawn-for N   the schedule is that of a run of N messages, though fewer pass
              --until STEP    stops at this step
              --trace FILE    writes what happened, step by step
            """;

    static Options parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!KNOWN.contains(arguments.get(i)) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i));
            }
            given.put(arguments.get(i), arguments.get(i + 1));
        }
        long messages = Long.parseLong(given.getOrDefault("--messages", "20000"));
        int worlds = (int) Math.max(1, (messages + MESSAGES_A_WORLD - 1) / MESSAGES_A_WORLD);
        @Nullable String only = given.get("--only");
        @Nullable String trace = given.get("--trace");
        return new Options(
                messages,
                Integer.parseInt(given.getOrDefault("--faults", Long.toString((messages + 999) / 1000))),
                Long.parseLong(given.getOrDefault("--seed", "1")),
                Integer.parseInt(given.getOrDefault("--townships", "5")),
                Integer.parseInt(given.getOrDefault("--worlds", Integer.toString(worlds))),
                only == null
                        ? Set.of()
                        : Arrays.stream(only.split(",")).map(Integer::valueOf).collect(Collectors.toSet()),
                Long.parseLong(given.getOrDefault("--drawn-for", Long.toString(messages))),
                trace == null ? null : Path.of(trace),
                Long.parseLong(given.getOrDefault("--until", Long.toString(Long.MAX_VALUE))),
                Duration.ofMinutes(Long.parseLong(given.getOrDefault("--minutes", "0"))));
    }

    /** The plan of one of the worlds. */
    Plan plan(int world) {
        long worldSeed = seed + SEEDS_APART * world;
        int itsFaults = (int) share(faults, world);
        Plan plan = Plan.drawn(worldSeed, townships, share(drawnFor, world), itsFaults)
                .with(share(messages, world));
        return only.isEmpty()
                ? plan
                : plan.with(plan.faults().stream()
                        .filter(fault -> only.contains(fault.number()))
                        .toList());
    }

    /** How many faults were drawn for the world of this plan. */
    long faultsOf(Plan plan) {
        return share(faults, (int) ((plan.seed() - seed) / SEEDS_APART));
    }

    Options withSeed(long other) {
        return new Options(messages, faults, other, townships, worlds, only, drawnFor, trace, until, time);
    }

    Path traceOrDefault() {
        return trace == null ? DEFAULT_TRACE : trace;
    }

    private long share(long whole, int world) {
        return whole / worlds + (world < whole % worlds ? 1 : 0);
    }
}
