package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a cut costs, and what comes back after it. */
class CutLawsTest {

    private static final int TOWNS = 21;
    private static final int STEPS = 10;
    private static final int CHUNK = 64 * 1024;

    private final TickClock clock = new TickClock();

    @Test
    void law_6_after_a_cut_within_a_chunk_only_what_is_not_on_the_other_disk_goes_again() {
        NodeId site = site(2);
        ThinLine line = new ThinLine(clock, 512, Duration.ofMillis(120));
        TestNode town = new TestNode(site, List.of(NodeId.COUNTY), clock, line);
        TestNode county = new TestNode(NodeId.COUNTY, List.of(site), clock, line);
        line.run(20);
        byte[] scan = new byte[1_000_000];
        new Random(1).nextBytes(scan);
        // A chunk takes a second on this line, so that each cut is within one.
        FileManifest file = town.sendFile(NodeId.COUNTY, number(site), scan, CHUNK);
        int sent = 0;
        int held = 0;
        for (int cut = 1; cut <= 3; cut++) {
            int enough = cut * 4;
            until(line, () -> held(county, site, file) >= enough);
            sent = line.carried("Chunk");
            held = held(county, site, file);
            assertThat(held).isLessThan(file.chunks());
            line.cut(true);
            line.run(8);
            line.cut(false);
        }
        until(line, () -> county.chunks().isVisible(file.sha256()));
        assertThat(line.carried("Chunk") - sent).as("chunks after the last cut").isEqualTo(file.chunks() - held);
        assertThat(county.chunks().content(file.sha256())).isEqualTo(scan);
    }

    @Test
    void law_3_twenty_one_towns_that_come_back_at_the_same_instant_are_all_heard() {
        BadLine line = new BadLine(21, 0.1, 0.1);
        List<NodeId> sites =
                IntStream.range(0, TOWNS).mapToObj(CutLawsTest::site).toList();
        TestNode county = new TestNode(NodeId.COUNTY, sites, clock, line);
        List<TestNode> towns = sites.stream()
                .map(site -> new TestNode(site, List.of(NodeId.COUNTY), clock, line))
                .toList();
        run(line, 20);
        line.cut(true);
        for (int step = 1; step <= STEPS; step++) {
            for (TestNode town : towns) {
                town.say(NodeId.COUNTY, number(town.id()), "step " + step);
            }
            county.say(sites.get(step), number(sites.get(step)), "decided");
        }
        run(line, 400);
        assertThat(county.applied()).isEmpty();
        line.cut(false);
        // Who lost a hello after so long a cut waits half a minute with the next; some lose several.
        run(line, 1600);
        List<String> said =
                IntStream.rangeClosed(1, STEPS).mapToObj(step -> "step " + step).toList();
        assertThat(county.applied())
                .hasSize(TOWNS)
                .allSatisfy((number, steps) -> assertThat(steps).isEqualTo(said));
        assertThat(towns)
                .allSatisfy(town -> assertThat(town.ledger().outbox().waiting(NodeId.COUNTY))
                        .isEqualTo(Frame.Waiting.NOTHING));
        assertThat(sites)
                .allSatisfy(site ->
                        assertThat(county.ledger().outbox().waiting(site)).isEqualTo(Frame.Waiting.NOTHING));
    }

    private static void until(ThinLine line, BooleanSupplier isSo) {
        for (int i = 0; i < 400 && !isSo.getAsBoolean(); i++) {
            line.run(1);
        }
        assertThat(isSo.getAsBoolean()).as("within a hundred seconds").isTrue();
    }

    private void run(BadLine line, int quarterSeconds) {
        for (int i = 0; i < quarterSeconds; i++) {
            clock.tick(Duration.ofMillis(250));
            line.tickAll();
            line.deliver();
        }
    }

    private static int held(TestNode county, NodeId from, FileManifest file) {
        return county.ledger()
                .files()
                .incoming(from, file.sha256())
                .map(incoming -> incoming.here().cardinality())
                .orElse(0);
    }

    private static NodeId site(int ordinal) {
        return NodeId.of(String.valueOf(610924100 + ordinal));
    }

    private static CaseNumber number(NodeId site) {
        return CaseNumber.of(site, LocalDate.of(2015, 7, 1), 1);
    }
}
