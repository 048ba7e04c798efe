package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.TrialFleet;
import io.yilu.ops.trial.history.Deed;
import io.yilu.ops.trial.history.History;
import io.yilu.ops.trial.line.LineProxy;
import io.yilu.ops.trial.line.Weather;
import io.yilu.ops.trial.load.Gate;
import io.yilu.ops.trial.report.Timeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Where a fault strikes.
 *
 * @param struck the node that is hit
 * @param town the same, or the one beside which the county is hit
 * @param random drawn from the trial's seed
 * @param did tells the timeline what was done
 */
public record Scene(
        TrialFleet fleet,
        NodePlan struck,
        NodePlan town,
        Gate gate,
        Truce truce,
        History history,
        Random random,
        Consumer<String> did) {

    public NodePlan county() {
        return fleet.plan().county();
    }

    LineProxy line() {
        return fleet.line(town);
    }

    /** Between the two, by the seed. */
    Duration between(int leastSeconds, int mostSeconds) {
        return Duration.ofMillis(1000L * leastSeconds + random.nextInt(1 + 1000 * (mostSeconds - leastSeconds)));
    }

    /** The line is like this for so long, then fair again; it met nothing unless something passes meanwhile. */
    void under(Weather weather, Duration time) throws InterruptedException {
        awaitLine();
        line().set(weather);
        try {
            long before = line().carried();
            Deadline.pause(time);
            tell(line().carried() - before, "bytes passed in " + time.toSeconds() + " s");
        } finally {
            line().set(Weather.FAIR);
        }
    }

    /** There is no line for so long, then a fair one. Returns how many connections ended with it. */
    int withoutLine(Duration time) throws InterruptedException {
        try {
            int ended = line().takeAway();
            Deadline.pause(time);
            return ended;
        } finally {
            line().set(Weather.FAIR);
        }
    }

    /** Waits for a while until the town's line has connections that can be spoilt. */
    void awaitLine() throws InterruptedException {
        Deadline.in(Duration.ofSeconds(30)).isMet(() -> line().open() > 0);
    }

    /** Calls for a clerk and waits until the town accepts one more case; its number, or empty if none within the time. */
    Optional<String> awaitAccepted(Duration within) throws InterruptedException {
        int before = accepted().size();
        gate.call(town);
        AtomicReference<String> found = new AtomicReference<>();
        Deadline.in(within)
                .isMet(() -> accepted().stream()
                        .skip(before)
                        .filter(gate::claim)
                        .anyMatch(number -> {
                            found.set(number);
                            return true;
                        }));
        return Optional.ofNullable(found.get());
    }

    /** The cases of the town on which reviewers were told yes, to a decision or a 补正, in that order. */
    List<String> reviewed() {
        return history.deeds().stream()
                .filter(deed -> deed.phase() == Deed.Phase.TOLD
                        && (deed.kind() == Deed.Kind.DECISION || deed.kind() == Deed.Kind.CORRECTION)
                        && deed.number().startsWith(town.id().value()))
                .map(Deed::number)
                .toList();
    }

    /** Whether people have asked the node for something since the log had so many lines, and were told yes. */
    boolean isServedSince(int lines, NodePlan node) {
        List<Deed> since = history.deeds().stream()
                .skip(lines)
                .filter(deed -> deed.node().equals(node.id().value()))
                .toList();
        Set<String> asked = since.stream()
                .filter(deed -> deed.phase() == Deed.Phase.ASKED)
                .map(Deed::intent)
                .collect(Collectors.toSet());
        return since.stream().anyMatch(deed -> deed.phase() == Deed.Phase.TOLD && asked.contains(deed.intent()));
    }

    /** The account at the county that decides this case. */
    String reviewerOf(String number) {
        Map<String, String> reviewers = new HashMap<>();
        String reviewer = "";
        for (Deed deed : history.deeds()) {
            if (deed.kind() == Deed.Kind.ACCEPT && deed.phase() == Deed.Phase.ASKED) {
                reviewers.put(deed.intent(), String.valueOf(deed.facts().get("reviewer")));
            } else if (deed.kind() == Deed.Kind.ACCEPT && deed.number().equals(number)) {
                reviewer = reviewers.getOrDefault(deed.intent(), "");
            }
        }
        return reviewer;
    }

    /** The numbers that clerks were told there, in that order. */
    private List<String> accepted() {
        return history.deeds().stream()
                .filter(deed -> deed.phase() == Deed.Phase.TOLD
                        && deed.kind() == Deed.Kind.ACCEPT
                        && deed.node().equals(town.id().value()))
                .map(Deed::number)
                .toList();
    }

    void say(String text) {
        did.accept(text);
    }

    /** What was struck, or that it was nothing. */
    void tell(long count, String what) {
        if (count == 0) {
            miss("0 " + what);
        } else {
            say(count + " " + what);
        }
    }

    /** Nothing was there to strike at: it is told, and not counted as a fault that struck. */
    void miss(String why) {
        did.accept(Timeline.MISSED + why);
    }
}
