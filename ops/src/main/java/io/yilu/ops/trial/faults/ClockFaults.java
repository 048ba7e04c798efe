package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.faults.Card.Way;
import java.time.Duration;
import java.util.List;

/** Dates that are wrong. The machine's own clock is everybody's, so each node is given one of its own that can be set. */
final class ClockFaults {

    private static final Duration TWENTY_YEARS = Duration.ofDays(20 * 365);
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(40);

    private ClockFaults() {}

    static List<Fault> all() {
        return List.of(
                wrong(
                        "clock-20-years-back",
                        "Clock 20 years back",
                        TWENTY_YEARS.negated(),
                        "its clock says 20 years ago"),
                wrong("clock-day-ahead", "Clock … a day ahead", Duration.ofHours(26), "its clock is 26 hours ahead"),
                jumping(),
                countyAhead());
    }

    private static Fault wrong(String name, String from, Duration by, String how) {
        Card card = new Card(
                name, "9", from, Way.EXACT, how + " for 15 to 30 s and until people were served by that clock");
        return Fault.ofTown(card, scene -> wrongFor(scene, scene.town(), by, scene.between(15, 30)));
    }

    private static Fault countyAhead() {
        Card card = new Card(
                "clock-county-ahead",
                "9",
                "Clock … a day ahead",
                Way.EXACT,
                "the county's clock is 26 hours ahead for 20 s and until a reviewer was served by it");
        return Fault.ofCounty(
                card, scene -> wrongFor(scene, scene.county(), Duration.ofHours(26), Duration.ofSeconds(20)));
    }

    private static Fault jumping() {
        Card card = new Card(
                "clock-jumping",
                "9",
                "Clock … jumping",
                Way.EXACT,
                "every 3 s another date, up to a month back or ahead, eight times");
        return Fault.ofTown(
                card,
                scene -> served(scene, scene.town(), () -> {
                    for (int i = 0; i < 8; i++) {
                        Duration by = Duration.ofMinutes(scene.random().nextInt(86_400) - 43_200L);
                        pass(scene, scene.town(), by, Duration.ofSeconds(3));
                    }
                }));
    }

    private static void wrongFor(Scene scene, NodePlan node, Duration by, Duration time) throws Exception {
        served(scene, node, () -> pass(scene, node, by, time));
    }

    private static void pass(Scene scene, NodePlan node, Duration by, Duration time) throws Exception {
        scene.fleet().setClock(node, by);
        Deadline.pause(time);
        scene.say(node.name() + "'s clock wrong by " + by + " for at least " + time.toSeconds() + " s");
    }

    /** Wrong dates that pass at a node. */
    private interface Dates {
        void pass() throws Exception;
    }

    /** A clerk is called; the last date stays until somebody was served by a wrong one, for a while at most. */
    private static void served(Scene scene, NodePlan node, Dates dates) throws Exception {
        int before = scene.history().deeds().size();
        scene.gate().call(scene.town());
        try {
            dates.pass();
            if (!Deadline.in(SERVED_WITHIN).isMet(() -> scene.isServedSince(before, node))) {
                scene.miss("nobody was served at " + node.name() + " by that clock");
            }
        } finally {
            scene.fleet().setClock(node, Duration.ZERO);
        }
    }
}
