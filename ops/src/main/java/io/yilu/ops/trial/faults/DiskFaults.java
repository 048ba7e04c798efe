package io.yilu.ops.trial.faults;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.Folders;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.faults.Card.Way;
import io.yilu.ops.trial.line.Flow;
import io.yilu.ops.trial.line.Weather;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What disks do: fill up, lose files, change bytes, and forget what was not forced onto them. */
final class DiskFaults {

    private static final String FULL = "disk-full";
    private static final Duration REFUSED_WITHIN = Duration.ofSeconds(40);
    private static final Duration PART_WITHIN = Duration.ofSeconds(60);

    /** It is looked for once a minute, and comes over the line of a town that other faults strike meanwhile. */
    private static final Duration BACK_WITHIN = Duration.ofMinutes(6);

    private DiskFaults() {}

    static List<Fault> all() {
        return List.of(
                full("disk-full-town", true),
                full("disk-full-county", false),
                partOf("part-lost", "part file missing though the bitmap says present", "is deleted", Files::delete),
                partOf("part-spoilt", "Chunk corrupt", "gets one wrong byte", DiskFaults::spoil),
                fileLost(),
                brokerDeleted(),
                brokerCut(),
                powerCut("power-cut-town", true),
                powerCut("power-cut-county", false));
    }

    private static Fault full(String name, boolean isTowns) {
        Card card = new Card(
                name,
                "1, 6",
                "Disk full, then freed",
                Way.NEAR,
                "the node is told that nothing is free, for 15 to 30 s and until it has refused a scan: it takes no files then, as"
                        + " it does while there is still room for its database; a disk that is really full:"
                        + " a_disk_that_is_really_full_is_named_and_the_chunk_is_taken_once_there_is_room");
        Fault.Strike strike = scene -> {
            NodePlan node = isTowns ? scene.town() : scene.county();
            Duration time = scene.between(15, 30);
            scene.fleet().forgetDone(node, FULL);
            scene.fleet().arm(node, FULL, "");
            scene.gate().callWithScan(scene.town());
            try {
                Deadline.pause(time);
                Deadline.in(REFUSED_WITHIN)
                        .isMet(() -> !scene.fleet().done(node, FULL).isEmpty());
            } finally {
                scene.fleet().disarm(node, FULL);
            }
            scene.tell(
                    scene.fleet().done(node, FULL).size(),
                    "uploads or chunks refused while " + node.name() + "'s disk was full, for " + time.toSeconds()
                            + " s or longer");
        };
        return isTowns ? Fault.ofTown(card, strike) : Fault.ofCounty(card, strike);
    }

    /** What is done to a file. */
    private interface Harm {
        void to(Path file) throws IOException;
    }

    /** A scan is on its way and the line is thin until the county holds a part of it, so that there is one to harm. */
    private static Fault partOf(String name, String from, String how, Harm harm) {
        Card card = new Card(
                name,
                "6",
                from,
                Way.EXACT,
                "a half-received file on the living county's disk " + how
                        + "; a clerk with a big scan and a thin line make sure that there is one");
        return Fault.ofCounty(card, scene -> {
            scene.line().set(Weather.both(Flow.thin(2_000_000)));
            scene.gate().callWithScan(scene.town());
            try {
                Optional<Path> part = awaitPart(scene);
                if (part.isEmpty()) {
                    scene.miss("no file was half received within " + PART_WITHIN.toSeconds() + " s");
                    return;
                }
                harm.to(part.get());
                scene.say(part.get().getFileName() + " " + how);
            } catch (IOException finishedMeanwhile) {
                scene.miss("the file was finished before it could be harmed: " + finishedMeanwhile);
            } finally {
                scene.line().set(Weather.FAIR);
            }
        });
    }

    private static Optional<Path> awaitPart(Scene scene) throws InterruptedException, IOException {
        Deadline.in(PART_WITHIN).isMet(() -> !partsOf(scene.county()).isEmpty());
        return partsOf(scene.county()).stream().findFirst();
    }

    private static List<Path> partsOf(NodePlan node) {
        return filesBelow(node.dataDir().resolve("blobs/incoming"));
    }

    private static List<Path> filesBelow(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException | java.io.UncheckedIOException changedMeanwhile) {
            return List.of();
        }
    }

    /** A part that was finished meanwhile is not there any more, and none is made up. */
    static void spoil(Path file) throws IOException {
        try (FileChannel bytes = FileChannel.open(file, READ, WRITE)) {
            long at = bytes.size() / 2;
            ByteBuffer one = ByteBuffer.allocate(1);
            bytes.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 1));
            bytes.write(one.rewind(), at);
        }
    }

    private static Fault fileLost() {
        Card card = new Card(
                "file-lost",
                "6",
                "the same scan in two cases, one deleted",
                Way.EXACT,
                "a whole file is deleted on the living county's disk; its look at sizes, once a minute, must get it back");
        return Fault.ofCounty(card, scene -> {
            List<Path> whole = filesBelow(scene.county().dataDir().resolve("blobs")).stream()
                    .filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
                    .sorted()
                    .toList();
            if (whole.isEmpty()) {
                scene.miss("the county had no file yet");
                return;
            }
            Path file = whole.get(scene.random().nextInt(whole.size()));
            scene.gate().harmed(scene.county());
            Files.delete(file);
            Look.require(
                    Deadline.in(BACK_WITHIN).isMet(() -> Files.exists(file)),
                    file.getFileName() + " did not come back within " + BACK_WITHIN.toMinutes() + " min");
            scene.say(file.getFileName() + " came back by itself");
            // It is on the disk before the ledger says so.
            Deadline.pause(Duration.ofSeconds(5));
            scene.gate().healed(scene.county());
        });
    }

    private static Fault brokerDeleted() {
        Card card = new Card(
                "broker-deleted",
                "1",
                "Artemis directory deleted under load",
                Way.EXACT,
                "the county's broker directory is deleted under the living broker; 5 s later the county is killed");
        return Fault.ofCounty(card, scene -> {
            Folders.delete(broker(scene.county()));
            Deadline.pause(Duration.ofSeconds(5));
            scene.fleet().kill(scene.county());
            Deadline.pause(Duration.ofSeconds(1));
            scene.fleet().awaitReady(scene.county());
        });
    }

    private static Fault brokerCut() {
        Card card = new Card(
                "broker-journal-cut",
                "1",
                "journal truncated",
                Way.EXACT,
                "the county is killed and every file of its broker is cut to half its length");
        return Fault.ofCounty(
                card,
                scene -> scene.fleet().whileDown(scene.county(), () -> {
                    try (Stream<Path> files = Files.walk(broker(scene.county()))) {
                        for (Path file : files.filter(Files::isRegularFile).toList()) {
                            cut(file, Files.size(file) / 2);
                        }
                    }
                }));
    }

    private static Path broker(NodePlan county) {
        return county.dataDir().resolve("broker");
    }

    /**
     * A disk that lied about its last writes: what had come within the last seconds of half-received files is gone. The county
     * is met while it receives; a town receives nothing but result documents, which are too small to be met so.
     */
    private static Fault powerCut(String name, boolean isTowns) {
        Card card = new Card(
                name,
                "1, 6",
                "Kill −9; power loss",
                Way.NEAR,
                "node and database end at the same instant, and half-received files lose the last quarter of what was written,"
                        + " as if the disk had not forced it out"
                        + (isTowns
                                ? ", where there are any"
                                : "; a big scan and a thin line make sure that there are some")
                        + "; the database's own files cannot be cut so here");
        return isTowns
                ? Fault.ofTown(card, scene -> powerCut(scene, scene.town()))
                : Fault.ofCounty(card, DiskFaults::powerCutWhileReceiving);
    }

    private static void powerCutWhileReceiving(Scene scene) throws Exception {
        scene.line().set(Weather.both(Flow.thin(2_000_000)));
        scene.gate().callWithScan(scene.town());
        try {
            awaitPart(scene);
            if (powerCut(scene, scene.county()) == 0) {
                scene.miss("no file was half received within " + PART_WITHIN.toSeconds() + " s");
            }
        } finally {
            scene.line().set(Weather.FAIR);
        }
    }

    /** Returns how many half-received files were cut. */
    private static int powerCut(Scene scene, NodePlan node) throws Exception {
        AtomicInteger cut = new AtomicInteger();
        scene.fleet().whileDown(node, () -> {
            for (Path part : partsOf(node)) {
                cut(part, Files.size(part) * 3 / 4);
                cut.incrementAndGet();
            }
        });
        scene.say(node.name() + " and its database died, " + cut + " part files cut");
        return cut.get();
    }

    private static void cut(Path file, long length) throws IOException {
        try (FileChannel bytes = FileChannel.open(file, WRITE)) {
            bytes.truncate(length);
        }
    }
}
