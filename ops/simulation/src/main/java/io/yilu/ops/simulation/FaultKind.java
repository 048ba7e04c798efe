package io.yilu.ops.simulation;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** Everything that can go wrong in the simulation. */
enum FaultKind {
    LINE_CUT(
            "the line of a town is cut",
            (strike, random) -> strike.refuse(strike.town(random), seconds(random, 5, 90))),
    EVERY_LINE_CUT("the lines of all towns are cut and come back at once", (strike, random) -> {
        Duration time = seconds(random, 5, 60);
        strike.towns().forEach(town -> strike.refuse(town, time));
    }),
    HALF_OPEN(
            "a line takes everything and delivers nothing",
            (strike, random) -> strike.swallow(strike.town(random), true, true, seconds(random, 5, 90))),
    ONE_WAY("a line carries in one direction only", (strike, random) -> {
        boolean up = random.nextBoolean();
        strike.swallow(strike.town(random), up, !up, seconds(random, 5, 90));
    }),
    FLAPPING("a line goes and comes every five seconds", (strike, random) -> strike.flap(strike.town(random))),
    LOSSY(
            "a line loses a third, doubles a fifth and mixes the order",
            (strike, random) -> strike.lose(strike.town(random), seconds(random, 10, 120))),
    SLOW(
            "a line takes three seconds there and back",
            (strike, random) -> strike.slow(strike.town(random), seconds(random, 10, 120))),
    THIN("a line carries 16 kbit/s", (strike, random) -> strike.thin(strike.town(random), seconds(random, 10, 60))),
    HELD_BACK(
            "what is sent now arrives minutes later",
            (strike, random) -> strike.holdBack(strike.town(random), seconds(random, 2, 20))),
    DAYS_AWAY(
            "a line is away for up to thirty days in which its town works on",
            (strike, random) -> strike.cutForDays(strike.town(random), random)),
    DAYS_LATE(
            "messages and receipts arrive days after they were sent",
            (strike, random) -> strike.delayByDays(strike.town(random), random)),
    BROKER_EMPTIED("the broker loses everything it holds", (strike, random) -> strike.emptyBroker()),
    OLD_FRAMES_AGAIN("frames of long ago arrive again", (strike, random) -> strike.repeat(random, 20)),
    SPOILT_CHUNKS(
            "chunks arrive with a wrong byte",
            (strike, random) -> strike.spoilChunks(strike.town(random), 1 + random.nextInt(5))),
    OTHER_BYTES("an id arrives again with another content", (strike, random) -> strike.otherBytes(random)),
    FORGED_ORIGIN("a town speaks for another", (strike, random) -> strike.forge(random)),
    GARBAGE("bytes arrive that are no frame", (strike, random) -> strike.garbage(random)),
    DEATH("a process dies at any step", (strike, random) -> strike.kill(strike.node(random), 1 + random.nextInt(400))),
    DEATH_SOON(
            "a process dies within its next steps",
            (strike, random) -> strike.kill(strike.node(random), random.nextInt(30))),
    DEATH_OF_ALL(
            "every process dies",
            (strike, random) -> strike.nodes().forEach(node -> strike.kill(node, random.nextInt(100)))),
    DEADLY_MESSAGE(
            "a message ends the process at its first attempts",
            (strike, random) -> strike.node(random).hearing().killing().add(strike.blow(), 1 + random.nextInt(3))),
    FAILING_HANDLER(
            "handlers fail in a way that passes",
            (strike, random) -> strike.node(random).hearing().failing().add(strike.blow(), 1 + random.nextInt(60))),
    STANDSTILL(
            "a machine stands still and goes on",
            (strike, random) -> strike.pause(strike.node(random), seconds(random, 3, 90))),
    DEADLOCK(
            "the database gives up some transactions",
            (strike, random) ->
                    strike.node(random).guard().failAfter(random.nextInt(200), 1 + random.nextInt(10), strike.blow())),
    DATABASE_AWAY(
            "a database does not answer for a while",
            (strike, random) -> strike.databaseAway(strike.node(random), seconds(random, 2, 60))),
    DISK_FULL(
            "a disk is full for a while",
            (strike, random) -> strike.diskFull(strike.node(random), seconds(random, 5, 90))),
    DISK_UNREADABLE(
            "a disk gives nothing back for a while",
            (strike, random) -> strike.diskUnreadable(strike.node(random), seconds(random, 5, 60))),
    DISK_LIES(
            "a disk stores other bytes than it was given",
            (strike, random) -> strike.node(random).disk().spoiledWrites().add(strike.blow(), 1 + random.nextInt(5))),
    PARTS_LOST("half-received files are gone from a disk", (strike, random) -> strike.loseParts(strike.node(random))),
    TOWN_RESTORED(
            "a town is restored from an older backup",
            (strike, random) ->
                    strike.restore(strike.town(random), Duration.ZERO, seconds(random, 1, 30), night(random))),
    COUNTY_RESTORED(
            "the county is restored from an older backup",
            (strike, random) -> strike.restore(strike.county(), Duration.ZERO, seconds(random, 1, 30), night(random))),
    BOTH_RESTORED("a town and the county are restored from backups of different times", (strike, random) -> {
        boolean isCountyFirst = random.nextBoolean();
        SimulatedNode town = strike.town(random);
        strike.restore(isCountyFirst ? strike.county() : town, Duration.ZERO, seconds(random, 1, 30), night(random));
        strike.restore(
                isCountyFirst ? town : strike.county(), seconds(random, 1, 30), seconds(random, 1, 30), night(random));
    }),
    CLONED(
            "a copy of a town's node runs beside it",
            (strike, random) -> strike.cloneOf(strike.town(random), random, seconds(random, 5, 90))),
    CLOCK_WRONG(
            "a clock jumps, by up to twenty years",
            (strike, random) -> strike.setClock(strike.node(random), random, seconds(random, 5, 300)));

    private final String words;
    private final BiConsumer<Strike, SplittableRandom> how;

    FaultKind(String words, BiConsumer<Strike, SplittableRandom> how) {
        this.words = words;
        this.how = how;
    }

    String words() {
        return words;
    }

    void strike(Strike strike, SplittableRandom random) {
        how.accept(strike, random);
    }

    /** Half of all backups are of today, the others up to a day old. */
    private static Duration night(SplittableRandom random) {
        return random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(1 + random.nextInt(24 * 60));
    }

    private static Duration seconds(SplittableRandom random, int least, int most) {
        return Duration.ofMillis(least * 1000L + random.nextInt((most - least) * 1000));
    }
}
