package io.yilu.ops.trial.faults;

import static io.yilu.ops.trial.faults.Look.isSeen;
import static io.yilu.ops.trial.faults.Look.require;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.faults.Card.Way;
import io.yilu.ops.trial.line.Weather;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What becomes of single receipts, messages and chunks. The lines are encrypted, so the proxy cannot tell them apart: the node
 * that sends them does it to itself, by order, between its engine and its line.
 */
final class FrameFaults {

    private static final String ORDER = "frames";
    private static final String BY_ORDER = "what the node sends, by its own order: ";
    private static final String FORGED = "YILU-INBOX-001";
    private static final Duration COMES_WITHIN = Duration.ofSeconds(40);
    private static final Duration REFUSED_WITHIN = Duration.ofSeconds(60);

    private FrameFaults() {}

    static List<Fault> all() {
        return List.of(
                either(
                        "receipts-lost",
                        "2, 3",
                        "Receipts lost",
                        "receipts lost 70",
                        "seven in ten are never sent, and heartbeats repeat only those that were"),
                either(
                        "receipts-doubled",
                        "2, 3",
                        "Receipts … duplicated",
                        "receipts doubled 60",
                        "six in ten go twice"),
                late(),
                either(
                        "messages-lost",
                        "3, 4",
                        "Gapped … sequences",
                        "messages lost 40",
                        "four frames in ten are lost"),
                crowded(
                        "messages-gapped",
                        "3, 4",
                        "Gapped … sequences",
                        "messages gapped 70",
                        "one message of a frame is missing, in seven frames of ten that have several"),
                either(
                        "messages-doubled",
                        "2",
                        "duplicated … sequences",
                        "messages doubled 60",
                        "six frames in ten go twice"),
                crowded(
                        "messages-out-of-order",
                        "4",
                        "out-of-order sequences",
                        "messages late 40\nmessages shuffled 100",
                        "four frames in ten come after 15 to 30 s, the last first; in the others the messages are mixed"),
                forged(),
                chunks("chunks-spoilt", "Chunk corrupt", "spoilt", "one byte is wrong in two chunks of ten"),
                chunks("chunks-lost", "Chunk … missing", "lost", "two chunks in ten are lost"));
    }

    private static Fault either(String name, String law, String from, String order, String how) {
        return Fault.ofEither(
                new Card(name, law, from, Way.EXACT, BY_ORDER + how), scene -> mistreat(scene, scene.struck(), order));
    }

    private static Fault late() {
        Card card = new Card(
                "receipts-late",
                "2, 3",
                "Receipts … reordered, days late",
                Way.NEAR,
                BY_ORDER
                        + "eight in ten come after 15 to 30 s, or up to a minute where none came before, the last first, and"
                        + " heartbeats repeat none of them meanwhile; receipts that are days late:"
                        + " law_3_what_comes_days_late_and_what_waited_for_days_does_no_harm");
        return Fault.ofEither(card, scene -> mistreat(scene, scene.struck(), "receipts late 80"));
    }

    private static Fault chunks(String name, String from, String what, String how) {
        Card card = new Card(name, "6", from, Way.EXACT, BY_ORDER + how + "; six of the county's, which are few");
        return Fault.ofEither(card, scene -> {
            int percent = scene.struck().isCounty() ? 60 : 20;
            mistreat(scene, scene.struck(), "chunks " + what + " " + percent);
        });
    }

    /** A frame has several messages where they had to wait for the line: people are told yes to two cases while there is none. */
    private static Fault crowded(String name, String law, String from, String order, String how) {
        return Fault.ofEither(new Card(name, law, from, Way.EXACT, BY_ORDER + how), scene -> {
            try {
                if (scene.struck().isCounty()) {
                    HeldBack.reviewedCases(scene, 2);
                } else {
                    HeldBack.acceptedCase(scene);
                    scene.awaitAccepted(COMES_WITHIN);
                }
                arm(scene, scene.struck(), order);
            } finally {
                scene.line().set(Weather.FAIR);
            }
            suffer(scene, scene.struck(), order, () -> {});
        });
    }

    private static Fault forged() {
        Card card = new Card(
                "messages-forged",
                "8",
                "Town A writing to B's address",
                Way.EXACT,
                BY_ORDER
                        + "before half of its frames the town sends a message in the name of another site; the county must"
                        + " refuse and count it");
        return Fault.ofTown(card, scene -> {
            Refused refused = new Refused(scene, FORGED);
            if (!refused.isBegun()) {
                scene.miss("the county did not answer");
                return;
            }
            arm(scene, scene.town(), "messages forged 50");
            suffer(scene, scene.town(), "messages forged 50", () -> isSeen(refused::isCounted, REFUSED_WITHIN));
            boolean isCounted = isSeen(refused::isCounted, COMES_WITHIN);
            if (!scene.fleet().done(scene.town(), ORDER).isEmpty()) {
                require(
                        isCounted || refused.isCountyNew(),
                        "The county took or dropped what was forged, or did not count it");
                scene.say(isCounted ? "refused and counted" : "the count went with a restart of the county");
            }
        });
    }

    /** What is to be seen before the order ends. */
    private interface Sight {
        void await() throws InterruptedException;
    }

    private static void mistreat(Scene scene, NodePlan node, String order) throws Exception {
        arm(scene, node, order);
        suffer(scene, node, order, () -> {});
    }

    private static void arm(Scene scene, NodePlan node, String order) throws IOException {
        scene.fleet().forgetDone(node, ORDER);
        scene.fleet().arm(node, ORDER, order);
        scene.gate().call(scene.town());
    }

    private static void suffer(Scene scene, NodePlan node, String order, Sight sight) throws Exception {
        Duration time = scene.between(15, 30);
        try {
            Deadline.pause(time);
            if (scene.fleet().done(node, ORDER).isEmpty()) {
                scene.gate().callWithScan(scene.town());
                Deadline.in(COMES_WITHIN)
                        .isMet(() -> !scene.fleet().done(node, ORDER).isEmpty());
            }
            sight.await();
        } finally {
            scene.fleet().disarm(node, ORDER);
        }
        int frames = scene.fleet().done(node, ORDER).size();
        if (frames == 0) {
            scene.miss("no frame passed that could be mistreated: " + order.replace("\n", ", "));
            return;
        }
        scene.say(order.replace("\n", ", ") + " % for " + time.toSeconds() + " s or longer: " + frames + " frames");
    }
}
