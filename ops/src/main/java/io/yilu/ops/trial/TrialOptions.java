package io.yilu.ops.trial;

import io.yilu.ops.trial.faults.Fault;
import io.yilu.ops.trial.faults.FaultList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for on the command line of {@code ops/trial}.
 *
 * @param megabytes of all scans together
 * @param time in which the load comes and the faults strike; faults that take longer end later
 * @param sabotages how townships break the laws on purpose, to see the judge notice it: the first town does the first, and so on
 */
public record TrialOptions(
        Path repository,
        int townships,
        int cases,
        int megabytes,
        List<Fault> faults,
        long seed,
        Duration time,
        Optional<Path> report,
        Optional<Integer> portBase,
        List<String> sabotages,
        boolean list) {

    private static final int ALL_TOWNSHIPS = 21;
    private static final Set<String> SABOTAGES = Set.of("drop", "double", "swap", "corrupt");

    /** Two blocks of ports from it, below those that the databases choose from. */
    private static final int HIGHEST_BASE = 26_900;

    public TrialOptions {
        faults = List.copyOf(faults);
        sabotages = List.copyOf(sabotages);
    }

    /** Carries the argument that was not understood. */
    public static final class WrongOptionException extends Exception {
        private static final long serialVersionUID = 1L;

        WrongOptionException(String option) {
            super(option);
        }
    }

    public static TrialOptions parse(List<String> arguments) throws WrongOptionException {
        Path repository = Path.of("").toAbsolutePath();
        int townships = 3;
        int cases = 120;
        int megabytes = 60;
        List<Fault> faults = FaultList.struck();
        long seed = System.currentTimeMillis() % 1_000_000;
        Duration time = Duration.ofMinutes(6);
        Optional<Path> report = Optional.empty();
        Optional<Integer> portBase = Optional.empty();
        List<String> sabotages = List.of();
        boolean list = false;
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--repository" -> repository = Path.of(value(option, rest)).toAbsolutePath();
                case "--townships" -> townships = (int) number(option, rest, 1, ALL_TOWNSHIPS);
                case "--cases" -> cases = (int) number(option, rest, 1, 100_000);
                case "--files-mb" -> megabytes = (int) number(option, rest, 1, 100_000);
                case "--faults" -> faults = faults(value(option, rest));
                case "--seed" -> seed = number(option, rest, 0, Long.MAX_VALUE / 64);
                case "--minutes" -> time = Duration.ofMinutes(number(option, rest, 1, 24 * 60));
                case "--report" ->
                    report = Optional.of(Path.of(value(option, rest)).toAbsolutePath());
                case "--port-base" -> portBase = Optional.of((int) number(option, rest, 1024, HIGHEST_BASE));
                case "--sabotage" -> sabotages = sabotages(value(option, rest));
                case "--list" -> list = true;
                default -> throw new WrongOptionException(option);
            }
        }
        return new TrialOptions(
                repository, townships, cases, megabytes, faults, seed, time, report, portBase, sabotages, list);
    }

    /** The command that does the same again. */
    public String command() {
        List<Fault> all = FaultList.struck();
        String names = faults.equals(all)
                ? "all"
                : String.join(",", faults.stream().map(Fault::name).toList());
        return "ops/trial --townships %d --cases %d --files-mb %d --faults %s --seed %d --minutes %d%s"
                .formatted(
                        townships,
                        cases,
                        megabytes,
                        names.isEmpty() ? "none" : names,
                        seed,
                        time.toMinutes(),
                        sabotages.isEmpty() ? "" : " --sabotage " + String.join(",", sabotages));
    }

    /** What the town with this index is to do wrong. */
    Optional<String> sabotageOf(int town) {
        return town < sabotages.size() ? Optional.of(sabotages.get(town)) : Optional.empty();
    }

    private static List<String> sabotages(String names) throws WrongOptionException {
        List<String> chosen = List.of(names.split(","));
        if (!SABOTAGES.containsAll(chosen)) {
            throw new WrongOptionException("--sabotage " + names);
        }
        return chosen;
    }

    private static List<Fault> faults(String names) throws WrongOptionException {
        if (names.equals("all")) {
            return FaultList.struck();
        }
        List<Fault> chosen = new ArrayList<>();
        for (String name : names.equals("none") ? new String[0] : names.split(",")) {
            chosen.add(FaultList.named(name)
                    .filter(fault -> fault.card().isStruck())
                    .orElseThrow(() -> new WrongOptionException("--faults " + name)));
        }
        return chosen;
    }

    private static String value(String option, Deque<String> rest) throws WrongOptionException {
        if (rest.isEmpty()) {
            throw new WrongOptionException(option);
        }
        return rest.pop();
    }

    private static long number(String option, Deque<String> rest, long least, long most) throws WrongOptionException {
        String text = value(option, rest);
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw new WrongOptionException(option + " " + text);
        }
        return Long.parseLong(text);
    }
}
