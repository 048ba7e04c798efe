package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.faults.Card.Way;
import io.yilu.ops.trial.line.Flow;
import io.yilu.ops.trial.line.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nodes and databases that die, at random and between two given steps. */
final class DeathFaults {

    private static final Duration REACHED_WITHIN = Duration.ofSeconds(60);
    private static final Duration GREETED_WITHIN = Duration.ofSeconds(3);
    private static final Duration SILENT_FOR = Duration.ofSeconds(6);
    private static final int RECEIPT_TRIES = 8;
    private static final Weather RECEIPTS_HELD = new Weather(Flow.FREE, Flow.HELD, false);

    private DeathFaults() {}

    static List<Fault> all() {
        return List.of(
                killTown(),
                killCounty(),
                killTownDatabase(),
                killCountyDatabase(),
                killAfterTold(),
                atPoint("kill-sent-not-noted", "between send and state update", "sent-not-noted"),
                atPoint(
                        "kill-receipt-not-noted",
                        "after the acknowledgement and before the receipt",
                        "receipt-not-noted"),
                atPoint("kill-stored-not-applied", "Kill -9 … at named crash points", "stored-not-applied"),
                atPoint(
                        "kill-committed-not-receipted",
                        "between database commit and JMS acknowledgement",
                        "committed-not-receipted"),
                atPoint(
                        "kill-receipted-not-acknowledged",
                        "between database commit and JMS acknowledgement",
                        "receipted-not-acknowledged"),
                atPoint("kill-chunk-not-noted", "Kill -9 … at named crash points", "chunk-not-noted"),
                killWithReceiptsUnderWay());
    }

    private static Fault killTown() {
        Card card =
                new Card("kill-town", "1, 2", "Kill −9 (township)", Way.EXACT, "SIGKILL; its database stays behind");
        return Fault.ofTown(card, scene -> dies(scene, scene.town()));
    }

    private static Fault killCounty() {
        Card card =
                new Card("kill-county", "1, 2", "Kill −9 (county)", Way.EXACT, "SIGKILL; its database stays behind");
        return Fault.ofCounty(card, scene -> dies(scene, scene.county()));
    }

    private static void dies(Scene scene, NodePlan node) throws Exception {
        Deadline.pause(Duration.ofMillis(scene.random().nextInt(1500)));
        scene.fleet().kill(node);
        scene.say(node.name() + " killed");
        Deadline.pause(Duration.ofSeconds(1));
        scene.fleet().awaitReady(node);
    }

    private static Fault killTownDatabase() {
        Card card = new Card(
                "kill-town-database",
                "1, 2",
                "Kill −9 (MariaDB); database failover",
                Way.EXACT,
                "SIGKILL for the township's database under the living node, which must start it again");
        return Fault.ofTown(card, scene -> databaseDies(scene, scene.town()));
    }

    private static Fault killCountyDatabase() {
        Card card = new Card(
                "kill-county-database",
                "1, 2",
                "Kill −9 (MariaDB); database failover",
                Way.EXACT,
                "SIGKILL for the county's database under the living node, which must start it again");
        return Fault.ofCounty(card, scene -> databaseDies(scene, scene.county()));
    }

    private static void databaseDies(Scene scene, NodePlan node) throws Exception {
        Set<Long> killed = scene.fleet().killDatabase(node);
        if (killed.isEmpty()) {
            scene.miss(node.name() + " had no database just then");
            return;
        }
        scene.say("database process " + killed + " of " + node.name() + " killed");
        scene.fleet().awaitDatabaseInsteadOf(killed, node);
        scene.fleet().awaitReady(node);
    }

    /** The line is held back until somebody was told yes; the node dies as it begins to send that. */
    private static Fault killAfterTold() {
        Card card = new Card(
                "kill-told-not-sent",
                "1, 3",
                "Kill −9 … after the HTTP 201 and before relay",
                Way.EXACT,
                "no line until a clerk was told a number, or a reviewer that a case of this town is decided or sent back;"
                        + " the node halts at its first send after that");
        return Fault.ofEither(card, scene -> {
            try {
                Optional<String> told = whoWasTold(scene);
                if (told.isEmpty()) {
                    scene.miss("nobody was told anything that could be sent");
                    return;
                }
                scene.say(told.get());
                scene.fleet().arm(scene.struck(), "before-sending", "halt");
            } finally {
                scene.line().set(Weather.FAIR);
            }
            awaitDeath(scene, scene.struck(), "before-sending");
        });
    }

    private static Optional<String> whoWasTold(Scene scene) throws InterruptedException {
        return scene.struck().isCounty()
                ? HeldBack.reviewedCases(scene, 1).stream()
                        .findFirst()
                        .map(number -> "a reviewer was told yes about " + number)
                : HeldBack.acceptedCase(scene).map(number -> "a clerk was told the number " + number);
    }

    /** A clerk is called: the case goes up, and what its reviewer says comes down. */
    private static Fault atPoint(String name, String from, String point) {
        return Fault.ofEither(new Card(name, "2, 3", from, Way.EXACT, "the node halts at " + point), scene -> {
            scene.fleet().arm(scene.struck(), point, "halt");
            scene.gate().call(scene.town());
            awaitDeath(scene, scene.struck(), point);
        });
    }

    /** Where nothing passes that point within the time, the order is taken back and that is said. */
    private static void awaitDeath(Scene scene, NodePlan node, String point) throws Exception {
        boolean reached = Deadline.in(REACHED_WITHIN).isMet(() -> !scene.fleet().isArmed(node, point));
        if (reached) {
            scene.say(node.name() + " halted at " + point);
        } else {
            scene.fleet().disarm(node, point);
            scene.miss("nothing passed " + point + " within " + REACHED_WITHIN.toSeconds() + " s");
        }
        Deadline.pause(Duration.ofSeconds(1));
        scene.fleet().awaitReady(node);
    }

    private static Fault killWithReceiptsUnderWay() {
        Card card = new Card(
                "kill-acknowledged-not-receipted",
                "2, 3",
                "after the acknowledgement and before the receipt",
                Way.EXACT,
                "what the county sends one town is held on the line while a case comes up; once the county shows the case to"
                        + " its reviewer, it is killed with the receipt. At a town both would wait on one line, which is"
                        + " kill-committed-not-receipted");
        return Fault.ofCounty(card, scene -> {
            try {
                Optional<String> number = caseWithoutReceipt(scene);
                if (number.isEmpty()) {
                    scene.miss("no case came to the county while its receipts were held");
                    return;
                }
                scene.fleet().kill(scene.county());
                scene.line().cut();
                scene.say("the county was killed with the receipt for " + number.get());
            } finally {
                scene.line().set(Weather.FAIR);
            }
            Deadline.pause(Duration.ofSeconds(1));
            scene.fleet().awaitReady(scene.county());
        });
    }

    /**
     * A case that the county shows and whose receipt cannot have left; the line is held then. A town gives up a line that stays
     * silent after some seconds, so that a clerk who comes later comes in vain and the next is called; and a fault of the town
     * may have changed the line meanwhile.
     */
    private static Optional<String> caseWithoutReceipt(Scene scene) throws InterruptedException {
        ItStaff staff = new ItStaff(scene.county(), scene.town());
        for (int i = 0; i < RECEIPT_TRIES; i++) {
            scene.line().set(Weather.FAIR);
            scene.awaitLine();
            Deadline.pause(GREETED_WITHIN);
            scene.line().set(RECEIPTS_HELD);
            Optional<String> number = scene.awaitAccepted(SILENT_FOR);
            if (number.isPresent()
                    && Look.isSeen(
                            () -> staff.seen(number.get(), scene.reviewerOf(number.get()))
                                    .isPresent(),
                            SILENT_FOR)
                    && scene.line().weather().equals(RECEIPTS_HELD)) {
                return number;
            }
        }
        return Optional.empty();
    }
}
