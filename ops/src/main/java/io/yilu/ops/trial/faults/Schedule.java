package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.NodePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Which fault strikes where and when: drawn from the seed alone, so that the same seed replays the same trouble. */
public record Schedule(List<Entry> entries) {

    public Schedule {
        entries = List.copyOf(entries);
    }

    /**
     * One strike.
     *
     * @param at not before this; a node's own faults follow one another
     * @param track whose faults follow one another: a town, or the county
     * @param seed of what the fault itself draws
     */
    public record Entry(int number, Duration at, Fault fault, NodePlan track, NodePlan town, long seed) {}

    /** Each of the faults once, and the cheap ones again until the time is filled. */
    public static Schedule draw(long seed, List<Fault> faults, NodePlan county, List<NodePlan> towns, Duration time) {
        Random random = new Random(seed * 31 + 7);
        List<Fault> order = new ArrayList<>(faults);
        java.util.Collections.shuffle(order, random);
        Map<NodePlan, List<Fault>> tracks = new LinkedHashMap<>();
        int next = random.nextInt(towns.size());
        for (Fault fault : order) {
            NodePlan track = isTowns(fault, random) ? towns.get(next++ % towns.size()) : county;
            tracks.computeIfAbsent(track, any -> new ArrayList<>()).add(fault);
        }
        List<Entry> drawn = new ArrayList<>();
        tracks.forEach((track, there) -> {
            long step = time.toMillis() / there.size();
            for (int i = 0; i < there.size(); i++) {
                Duration at = Duration.ofMillis(step * i + (long) (random.nextDouble() * step / 2));
                NodePlan town = track.isCounty() ? towns.get(random.nextInt(towns.size())) : track;
                drawn.add(new Entry(0, at, there.get(i), track, town, random.nextLong()));
            }
        });
        drawn.sort(Comparator.comparing(Entry::at));
        List<Entry> numbered = new ArrayList<>();
        for (Entry entry : drawn) {
            numbered.add(new Entry(
                    numbered.size() + 1, entry.at(), entry.fault(), entry.track(), entry.town(), entry.seed()));
        }
        return new Schedule(numbered);
    }

    private static boolean isTowns(Fault fault, Random random) {
        return switch (fault.side()) {
            case TOWN -> true;
            case COUNTY -> false;
            case EITHER -> random.nextBoolean();
        };
    }

    public String table() {
        StringBuilder table = new StringBuilder();
        for (Entry entry : entries) {
            String where = entry.track().isCounty()
                    ? entry.track().name() + " (" + entry.town().name() + ")"
                    : entry.town().name();
            table.append(String.format(
                    Locale.ROOT,
                    "  %3d  %4d s  %-32s %s%n",
                    entry.number(),
                    entry.at().toSeconds(),
                    entry.fault().name(),
                    where));
        }
        return table.toString();
    }
}
