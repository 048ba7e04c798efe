package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.trial.faults.Card.Way;
import io.yilu.ops.trial.line.Flow;
import io.yilu.ops.trial.line.LineProxy;
import io.yilu.ops.trial.line.Weather;
import java.time.Duration;
import java.util.List;

/** What goes wrong between a town and the county; all made by the proxy that each town dials. */
final class LineFaults {

    /** Heartbeats alone carry some hundred bytes a second. */
    private static final Duration MEETS_WITHIN = Duration.ofSeconds(12);

    private static final Duration LANE_FOUND_WITHIN = Duration.ofSeconds(120);

    private static final int A_CHUNK = 64 * 1024;
    private static final int A_HEARTBEAT = 256;
    private static final int FLAPS = 3;
    private static final int CUTS = 4;
    private static final int MOST_CUTS = 10;

    private LineFaults() {}

    static List<Fault> all() {
        return List.of(
                cut(),
                cutInChunk(),
                outage(),
                flapping(),
                halfOpen(),
                laneDead(),
                oneWay("line-up-only", "only the town is heard: receipts and results do not come", true),
                oneWay("line-down-only", "only the county is heard", false),
                lossy(),
                slow(),
                thin(),
                reconnectStorm());
    }

    private static Fault cut() {
        Card card = new Card(
                "line-cut",
                "1, 3",
                "links cut",
                Way.EXACT,
                "every connection of the town is reset, wherever in a frame");
        return Fault.ofTown(card, scene -> {
            scene.awaitLine();
            scene.tell(scene.line().cut(), "connections reset");
        });
    }

    private static Fault cutInChunk() {
        Card card = new Card(
                "line-cut-in-chunk",
                "3, 6",
                "Cuts at any byte of a chunk",
                Way.EXACT,
                "each connection is reset after a number of further bytes that the seed draws, up to 64 KiB, four times and until it has met one");
        return Fault.ofTown(card, scene -> {
            long before = scene.line().cutInTheMiddle();
            scene.gate().callWithScan(scene.town());
            int most = A_CHUNK;
            for (int i = 0; i < CUTS || (i < MOST_CUTS && scene.line().cutInTheMiddle() == before); i++) {
                scene.awaitLine();
                int bytes = scene.random().nextInt(most);
                long earlier = scene.line().cutInTheMiddle();
                scene.line().cutAfter(bytes);
                scene.say("to be reset after " + bytes + " bytes more");
                if (!Deadline.in(MEETS_WITHIN).isMet(() -> scene.line().cutInTheMiddle() > earlier)) {
                    // Nobody has a scan to send just now: what little there is must do.
                    most = Math.max(A_HEARTBEAT, most / 16);
                }
            }
            scene.tell(scene.line().cutInTheMiddle() - before, "connections reset within what they carried");
        });
    }

    private static Fault outage() {
        Card card = new Card(
                "line-outage",
                "1, 3",
                "A 30-day outage, then 300 cases and 2 GB to drain",
                Way.NEAR,
                "the line is away for 20 to 40 s in which the town goes on accepting; days: long-outage");
        return Fault.ofTown(card, scene -> {
            scene.awaitLine();
            Duration time = scene.between(20, 40);
            scene.tell(scene.withoutLine(time), "connections ended, no line for " + time.toSeconds() + " s");
        });
    }

    private static Fault flapping() {
        Card card = new Card(
                "line-flapping", "3", "flapping every 5 s", Way.EXACT, "5 s of line, 5 s of none, three times");
        return Fault.ofTown(card, scene -> {
            scene.awaitLine();
            int ended = 0;
            for (int i = 0; i < FLAPS; i++) {
                ended += scene.withoutLine(Duration.ofSeconds(5));
                Deadline.pause(Duration.ofSeconds(5));
            }
            scene.tell(ended, "connections ended in " + FLAPS + " outages");
        });
    }

    private static Fault halfOpen() {
        Card card = new Card(
                "line-half-open",
                "3",
                "half-open connections",
                Way.EXACT,
                "the county's sockets end, the town's stay open and swallow what it sends");
        return Fault.ofTown(card, scene -> {
            scene.awaitLine();
            scene.tell(scene.line().leaveHalfOpen(), "connections half open");
        });
    }

    private static Fault laneDead() {
        Card card = new Card(
                "line-lane-dead",
                "3",
                "half-open connections",
                Way.EXACT,
                "one of the town's three connections ends at the county and swallows what the town sends, the others go on; only its"
                        + " own pings find that out, within 90 s");
        return Fault.ofTown(card, scene -> {
            scene.awaitLine();
            int dead = scene.line().leaveOneHalfOpen() ? 1 : 0;
            // What strikes next may need this lane.
            boolean isFound =
                    Deadline.in(LANE_FOUND_WITHIN).isMet(() -> scene.line().halfOpen() == 0);
            scene.tell(
                    isFound ? dead : 0,
                    "connection of several was half open until its town gave it up, within "
                            + LANE_FOUND_WITHIN.toSeconds() + " s");
        });
    }

    private static Fault oneWay(String name, String how, boolean isUp) {
        Card card =
                new Card(name, "3", "one direction only", Way.EXACT, how + ", for 10 to 20 s; connections stay open");
        Weather weather = new Weather(isUp ? Flow.FREE : Flow.HELD, isUp ? Flow.HELD : Flow.FREE, false);
        return Fault.ofTown(card, scene -> scene.under(weather, scene.between(10, 20)));
    }

    private static Fault lossy() {
        Card card = new Card(
                "line-lossy",
                "3, 5",
                "30 % loss",
                Way.NEAR,
                "three segments in ten wait 40 to 400 ms, as for a retransmission; the kernel's own loss would need another"
                        + " network namespace");
        return Fault.ofTown(card, scene -> scene.under(Weather.both(Flow.lossy(0.3)), scene.between(15, 25)));
    }

    private static Fault slow() {
        Card card = new Card("line-slow", "3, 5", "3 s round trip", Way.EXACT, "1.5 s each way for 15 to 25 s");
        return Fault.ofTown(
                card, scene -> scene.under(Weather.both(Flow.slow(Duration.ofMillis(1500))), scene.between(15, 25)));
    }

    private static Fault thin() {
        Card card =
                new Card("line-thin", "5, 6", "16 kbit/s", Way.EXACT, "2,000 bytes a second each way for 20 to 30 s");
        return Fault.ofTown(card, scene -> scene.under(Weather.both(Flow.thin(16_000)), scene.between(20, 30)));
    }

    private static Fault reconnectStorm() {
        Card card = new Card(
                "line-all-reconnect",
                "1, 3",
                "21 towns reconnecting at once",
                Way.EXACT,
                "no town has a line for 10 s, then all have at the same instant (21 in a trial of 21 townships)");
        return Fault.ofCounty(card, scene -> {
            scene.awaitLine();
            List<LineProxy> lines = scene.fleet().plan().towns().stream()
                    .map(scene.fleet()::line)
                    .toList();
            try {
                int ended = lines.stream().mapToInt(LineProxy::block).sum();
                Deadline.pause(Duration.ofSeconds(10));
                scene.tell(ended, "connections ended at once");
            } finally {
                // Not by the weather: another fault may be making one of these lines bad just now.
                lines.forEach(LineProxy::unblock);
            }
        });
    }
}
