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
import java.util.Random;
import java.util.function.Consumer;

/**
 * Where a fault strikes.
 *
 * @param town the one that is hit, or the one beside which the county is hit
 * @param random drawn from the trial's seed
 * @param did tells the timeline what was done
 */
public record Scene(TrialFleet fleet, NodePlan town, Gate gate, History history, Random random, Consumer<String> did) {

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

    /** The line is like this for so long, then fair again. */
    void under(Weather weather, Duration time) throws InterruptedException {
        line().set(weather);
        try {
            Deadline.pause(time);
        } finally {
            line().set(Weather.FAIR);
        }
    }

    /** Waits for a while until the town's line has connections that can be spoilt. */
    void awaitLine() throws InterruptedException {
        Deadline.in(Duration.ofSeconds(30)).isMet(() -> line().open() > 0);
    }

    /** Waits until somebody was told yes once more; false if nobody was within the time. */
    boolean awaitTold(Deed.Kind kind, NodePlan node, Duration within) throws InterruptedException {
        String site = node.id().value();
        long before = history.count(Deed.Phase.TOLD, kind, site);
        return Deadline.in(within).isMet(() -> history.count(Deed.Phase.TOLD, kind, site) > before);
    }

    void say(String text) {
        did.accept(text);
    }

    /** Nothing was there to strike at: it is told, and not counted as a fault that struck. */
    void miss(String why) {
        did.accept(Timeline.MISSED + why);
    }
}
