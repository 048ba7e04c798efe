package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms.Alarm;
import io.yilu.sync.Refusals.Refusal;
import io.yilu.sync.ledger.MemoryLedger;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CountedRefusalsTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final NodeId OTHER_TOWN = NodeId.of("610924100");

    private final TickClock clock = new TickClock();
    private final MemoryLedger ledger = new MemoryLedger(NodeId.COUNTY, UUID.randomUUID(), clock);
    private final CountedRefusals refusals = new CountedRefusals(ledger.alarms(), clock, clock);

    @Test
    void every_refusal_of_a_flood_is_counted_and_few_reach_the_database() {
        for (int i = 0; i < 5_000; i++) {
            refusals.refused("YILU-FRAME-001", TOWN, "frame " + i);
            clock.tick(Duration.ofMillis(5));
        }
        refusals.refused("YILU-FRAME-001", OTHER_TOWN, "another");

        assertThat(refusals.all())
                .extracting(Refusal::peer, Refusal::times, Refusal::words)
                .containsExactly(tuple(OTHER_TOWN, 1L, "another"), tuple(TOWN, 5_000L, "frame 4999"));
        assertThat(ledger.alarms().open())
                .filteredOn(alarm -> TOWN.equals(alarm.peer()))
                .singleElement()
                .extracting(Alarm::times)
                .isEqualTo(3L);
    }

    @Test
    void a_crowd_of_invented_names_does_not_fill_the_memory() {
        for (int site = 100_000_000; site < 100_005_000; site++) {
            refusals.refused("YILU-LINK-001", NodeId.of(String.valueOf(site)), "no peer");
        }
        assertThat(refusals.all()).hasSizeLessThan(1_010);
        assertThat(refusals.all().stream().mapToLong(Refusal::times).sum()).isEqualTo(5_000);
    }

    @Test
    void law_8_a_message_in_another_name_a_file_of_others_and_a_copy_are_counted_for_who_spoke() {
        BadLine line = new BadLine(1, 0, 0);
        TestNode county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);
        new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
        for (int i = 0; i < 20; i++) {
            clock.tick(Duration.ofMillis(250));
            line.tickAll();
            line.deliver();
        }
        Frame.Messages sample = FrameCodecTest.frames().stream()
                .filter(Frame.Messages.class::isInstance)
                .map(Frame.Messages.class::cast)
                .findFirst()
                .orElseThrow();
        Envelope sound = sample.envelopes().get(0);
        Envelope foreign = sound.from(sound.id(), OTHER_TOWN);
        county.take(TOWN, new Frame.Messages(sample.lane(), List.of(foreign)));
        county.take(TOWN, new Frame.FileWanted("ab".repeat(32), new byte[] {1}));
        county.take(
                TOWN,
                new Frame.Hello(
                        UUID.randomUUID(),
                        null,
                        new Frame.Speaker(UUID.randomUUID(), 1, UUID.randomUUID()),
                        LinkKeeper.PROTOCOL,
                        java.util.Map.of(),
                        Receipt.NOTHING,
                        0,
                        clock.instant()));

        assertThat(county.refusals().all())
                .extracting(Refusal::code, Refusal::peer)
                .containsExactlyInAnyOrder(
                        tuple("YILU-INBOX-001", TOWN), tuple("YILU-FILE-005", TOWN), tuple("YILU-FENCE-001", TOWN));
        assertThat(county.ledger().inbox().heldMessages(OTHER_TOWN)).isZero();
    }
}
