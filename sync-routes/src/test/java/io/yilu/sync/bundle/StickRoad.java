package io.yilu.sync.bundle;

import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundleDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;

/** A town and the county with certificates, a line that is cut, and as many sticks as a test wants. */
final class StickRoad {

    static final Instant NOON = Instant.parse("2026-11-02T04:00:00Z");
    static final NodeId TOWN = NodeId.of("610924102");
    static final NodeId COUNTY = NodeId.COUNTY;
    static final long MEGABYTE = 1024 * 1024;

    final TestClock clock = new TestClock(NOON);
    final TestAuthority authority = new TestAuthority(NOON.minus(Duration.ofDays(10)));
    final StickLine line = new StickLine(clock);
    final StickNode county;
    private final Path disk;
    StickNode town;
    private int sticks;

    StickRoad(Path disk) {
        this.disk = disk;
        EmptyDatabases.reuse();
        authority.enrol(TOWN, NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(365)));
        authority.enrol(COUNTY, NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(365)));
        town = newTown();
        county = new StickNode(COUNTY, TOWN, authority, clock, line.endAt(COUNTY), disk.resolve("county"));
        line.join(COUNTY, county);
    }

    /** A new machine for the town: nothing of the old one is on it. */
    StickNode newTown() {
        StickNode fresh =
                new StickNode(TOWN, COUNTY, authority, clock, line.endAt(TOWN), disk.resolve("town" + sticks++));
        line.join(TOWN, fresh);
        return fresh;
    }

    /** The town goes on on a new machine, which the county knows and which wants its history back. */
    StickNode rebuildTown() {
        StickNode fresh = newTown();
        county.exchange().admit(TOWN, fresh.ledger().identity().instance());
        fresh.ledger().inTransaction(() -> fresh.ledger().recovery().begin(COUNTY));
        town = fresh;
        return fresh;
    }

    /** A machine with a copy of the town's database as it is now. */
    StickNode cloneOfTown() {
        return town.copy(disk.resolve("clone" + sticks++));
    }

    Path stick() {
        try {
            return Files.createDirectories(disk.resolve("stick" + sticks++));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What waits at the town goes to the county by a stick. */
    BundleDesk.Imported up() {
        Path stick = stick();
        town.export(stick, 100 * MEGABYTE);
        return county.take(stick);
    }

    /** What waits at the county goes to the town by a stick. */
    BundleDesk.Imported down() {
        Path stick = stick();
        county.export(stick, 100 * MEGABYTE);
        return town.take(stick);
    }

    static CaseNumber number(int ordinal) {
        return CaseNumber.of(TOWN, LocalDate.of(2026, 11, 2), ordinal);
    }

    static byte[] bytes(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
