package io.yilu.ops.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** The main program behind {@code ops/trial --simulate}. */
public final class Simulation {

    private static final int WRONG_OPTION = 2;
    /** A world that comes to no rest takes minutes to say so each time. */
    private static final Duration TIME_TO_SHRINK = Duration.ofMinutes(3);

    private final PrintStream out;
    private final Sabotage sabotage;

    Simulation(PrintStream out, Sabotage sabotage) {
        this.out = out;
        this.sabotage = sabotage;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (List.of(arguments).contains("--help")) {
            out.print(Options.HELP);
            return;
        }
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            out.println("ops/trial --simulate does not know this: " + wrong.getMessage());
            out.print(Options.HELP);
            System.exit(WRONG_OPTION);
            return;
        }
        System.exit(new Simulation(out, Sabotage.NONE).run(options) ? 0 : 1);
    }

    /** Runs seed after seed as long as there is time and all is well; at least one. */
    boolean run(Options options) throws IOException, InterruptedException {
        long end = System.nanoTime() + options.time().toNanos();
        boolean holds = runSeed(options);
        for (long seed = options.seed() + 1; holds && System.nanoTime() < end; seed++) {
            holds = runSeed(options.withSeed(seed));
        }
        return holds;
    }

    private boolean runSeed(Options options) throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<Verdict> verdicts = runWorlds(options);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        out.println(summary(verdicts, took));
        List<Verdict> failing =
                verdicts.stream().filter(verdict -> !verdict.holds()).toList();
        if (!failing.isEmpty()) {
            failing.forEach(verdict -> out.println("BROKEN  seed "
                    + verdict.plan().seed() + ": " + verdict.broken().orElseThrow()));
            explain(options, failing.get(0));
        } else if (options.trace() != null) {
            Files.write(options.trace(), verdicts.get(0).trace().lines(Set.of()));
        }
        out.println(lastLine(options, verdicts));
        return failing.isEmpty();
    }

    private List<Verdict> runWorlds(Options options) throws InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(processors, options.worlds()));
        try {
            List<Future<Verdict>> running = new ArrayList<>();
            for (int world = 0; world < options.worlds(); world++) {
                Plan plan = options.plan(world);
                boolean traced = options.trace() != null && options.worlds() == 1;
                running.add(workers.submit(() -> new World(plan, sabotage, traced).run(options.until())));
            }
            List<Verdict> verdicts = new ArrayList<>();
            for (Future<Verdict> world : running) {
                verdicts.add(world.get());
            }
            return verdicts;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The simulation itself failed.", failed.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    /** Makes the run small, writes its trace and the command that repeats it. */
    private void explain(Options options, Verdict failing) throws IOException {
        out.println("  making the first smaller …");
        long until = System.nanoTime() + TIME_TO_SHRINK.toNanos();
        Shrinker shrinker = new Shrinker(
                plan -> new World(plan, sabotage, false).run(options.until()), () -> System.nanoTime() - until < 0);
        Verdict smallest = shrinker.shrink(failing);
        Verdict traced = new World(smallest.plan(), sabotage, true).run(options.until());
        LawBroken broken = traced.broken().orElseThrow();
        Path file = options.traceOrDefault();
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        Set<String> subjects = broken.subject().isEmpty() ? Set.of() : Set.of(broken.subject());
        Files.write(file, traced.trace().lines(subjects));
        out.println("  " + broken);
        smallest.plan().faults().forEach(fault -> out.println("  " + fault));
        out.println("  what happened step by step: " + file);
        out.println("  again: " + command(options, failing.plan(), smallest.plan()));
    }

    private static String command(Options options, Plan whole, Plan smallest) {
        String only = smallest.faults().isEmpty()
                ? "0"
                : smallest.faults().stream()
                        .map(fault -> Integer.toString(fault.number()))
                        .collect(Collectors.joining(","));
        return "ops/trial --simulate --seed " + whole.seed() + " --townships " + options.townships() + " --worlds 1"
                + " --drawn-for " + whole.messages() + " --faults " + options.faultsOf(whole) + " --messages "
                + smallest.messages() + " --only " + only + " --trace " + options.traceOrDefault();
    }

    private static String summary(List<Verdict> verdicts, Duration took) {
        long messages = verdicts.stream().mapToLong(Verdict::messages).sum();
        long frames = verdicts.stream().mapToLong(Verdict::frames).sum();
        long retried = verdicts.stream().mapToLong(Verdict::retried).sum();
        long steps = verdicts.stream().mapToLong(Verdict::steps).sum();
        long missed = verdicts.stream()
                .mapToLong(verdict -> verdict.plan().faults().size() - verdict.faults())
                .sum();
        Duration simulated = verdicts.stream().map(Verdict::simulated).reduce(Duration.ZERO, Duration::plus);
        double seconds = Math.max(0.001, took.toMillis() / 1000.0);
        return String.format(
                Locale.ROOT,
                "%d messages in %d frames and %d steps; %d min simulated in %d worlds took %.1f s: %.0f messages a second%s%s",
                messages,
                frames,
                steps,
                simulated.toMinutes(),
                verdicts.size(),
                seconds,
                messages / seconds,
                retried == 0 ? "" : "; IT staff had " + retried + " quarantined messages tried again",
                missed == 0 ? "" : "; " + missed + " strikes met nothing and do not count");
    }

    private static String lastLine(Options options, List<Verdict> verdicts) {
        return "trial: seed=" + options.seed() + " townships=" + options.townships()
                + " accepted=" + verdicts.stream().mapToLong(Verdict::accepted).sum()
                + " arrived=" + verdicts.stream().mapToLong(Verdict::arrived).sum()
                + " lost=" + broke(verdicts, Law.LOST)
                + " duplicated=" + broke(verdicts, Law.DUPLICATED)
                + " reordered=" + broke(verdicts, Law.REORDERED)
                + " corrupted=" + broke(verdicts, Law.CORRUPTED)
                + " unreturned=" + broke(verdicts, Law.UNRETURNED)
                + " faults=" + verdicts.stream().mapToInt(Verdict::faults).sum();
    }

    private static long broke(List<Verdict> verdicts, Law law) {
        return verdicts.stream().mapToLong(verdict -> verdict.broke(law)).sum();
    }
}
