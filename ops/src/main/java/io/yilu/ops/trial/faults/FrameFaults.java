package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.faults.Card.Way;
import java.time.Duration;
import java.util.List;

/**
 * What becomes of single receipts, messages and chunks. The lines are encrypted, so the proxy cannot tell them apart: the node
 * that sends them does it to itself, by order, between its engine and its line.
 */
final class FrameFaults {

    private static final String ORDER = "frames";

    private FrameFaults() {}

    static List<Fault> all() {
        return List.of(
                county("receipts-lost", "2, 3", "Receipts lost", "receipts lost 70", "seven in ten are never sent"),
                county(
                        "receipts-doubled",
                        "2, 3",
                        "Receipts … duplicated",
                        "receipts doubled 60",
                        "six in ten go twice"),
                county(
                        "receipts-late",
                        "2, 3",
                        "Receipts … reordered, days late",
                        "receipts late 80",
                        "eight in ten come after 15 to 30 s, the last first; days are the simulation's"),
                town("messages-lost", "3, 4", "Gapped … sequences", "messages lost 40", "four frames in ten are lost"),
                town(
                        "messages-gapped",
                        "3, 4",
                        "Gapped … sequences",
                        "messages gapped 70",
                        "one message of a frame is missing, in seven frames of ten"),
                town(
                        "messages-doubled",
                        "2",
                        "duplicated … sequences",
                        "messages doubled 60",
                        "six frames in ten go twice"),
                town(
                        "messages-out-of-order",
                        "4",
                        "out-of-order sequences",
                        "messages late 40\nmessages shuffled 100",
                        "four frames in ten come after 15 to 30 s, the last first; in the others the messages are mixed"),
                town(
                        "messages-forged",
                        "8",
                        "Town A writing to B's address",
                        "messages forged 50",
                        "before half of its frames the town sends a message in the name of another site"),
                town(
                        "chunks-spoilt",
                        "6",
                        "Chunk corrupt",
                        "chunks spoilt 20",
                        "one byte is wrong in two chunks of ten"),
                town("chunks-lost", "6", "Chunk … missing", "chunks lost 20", "two chunks in ten are lost"));
    }

    private static Fault town(String name, String law, String from, String order, String how) {
        return Fault.ofTown(
                new Card(name, law, from, Way.EXACT, "what a township sends, by its own order: " + how),
                scene -> mistreat(scene, scene.town(), order));
    }

    private static Fault county(String name, String law, String from, String order, String how) {
        return Fault.ofCounty(
                new Card(name, law, from, Way.EXACT, "what the county sends, by its own order: " + how),
                scene -> mistreat(scene, scene.county(), order));
    }

    private static void mistreat(Scene scene, NodePlan node, String order) throws Exception {
        Duration time = scene.between(15, 30);
        scene.fleet().arm(node, ORDER, order);
        scene.gate().call(scene.town());
        try {
            Deadline.pause(time);
        } finally {
            scene.fleet().disarm(node, ORDER);
        }
        scene.say(order.replace("\n", ", ") + " % for " + time.toSeconds() + " s");
    }
}
