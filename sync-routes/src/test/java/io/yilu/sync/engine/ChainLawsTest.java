package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.sync.Alarms.Alarm;
import io.yilu.sync.ledger.MemoryLedger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each stream is a chain of hashes that both sides compute for themselves: who changes the past on one side is noticed. */
class ChainLawsTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final CaseNumber CASE = CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), 1);

    private final TickClock clock = new TickClock();
    private final BadLine line = new BadLine(1, 0, 0);

    @Test
    void a_message_changed_after_it_was_written_is_noticed_by_who_receives_it_and_the_stream_goes_on() {
        TestNode town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
        TestNode county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);
        town.say(NodeId.COUNTY, CASE, "first");
        run(20);
        assertThat(county.ledger().alarms().open()).isEmpty();

        line.cut(true);
        town.say(NodeId.COUNTY, CASE, "refused");
        Envelope written = town.ledger()
                .repairs()
                .outgoing(NodeId.COUNTY, List.of(2L))
                .get(0)
                .from(TOWN);
        county.take(TOWN, new Frame.Messages(Lane.CONTROL, List.of(saying(written, "granted"))));

        assertThat(county.ledger().alarms().open())
                .singleElement()
                .extracting(Alarm::code, Alarm::peer)
                .containsExactly("YILU-CHAIN-001", TOWN);
        line.cut(false);
        CaseNumber next = CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), 2);
        town.say(NodeId.COUNTY, next, "goes on");
        run(200);
        assertThat(county.applied()).containsKey(next.value());
    }

    @Test
    void a_message_slipped_in_between_is_noticed() {
        TestNode town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
        TestNode county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);
        run(20);
        line.cut(true);
        town.say(NodeId.COUNTY, CASE, "first");
        Envelope first = town.ledger()
                .repairs()
                .outgoing(NodeId.COUNTY, List.of(1L))
                .get(0)
                .from(TOWN);
        Envelope forged = new Envelope(
                new MessageId(UUID.randomUUID()),
                TOWN,
                NodeId.COUNTY,
                2,
                first.subject(),
                2,
                first.type(),
                first.schemaVersion(),
                first.createdAt(),
                first.lineage(),
                List.of(),
                first.payload());
        county.take(TOWN, new Frame.Messages(Lane.CONTROL, List.of(first, forged)));
        assertThat(county.ledger().alarms().open()).extracting(Alarm::code).containsExactly("YILU-CHAIN-001");
    }

    @Test
    void a_receiver_that_holds_another_past_is_noticed_by_who_sent_it() {
        MemoryLedger ledger = new MemoryLedger(TOWN, UUID.randomUUID(), clock);
        List<Frame> said = new ArrayList<>();
        Carrier carrier = new WelcomingCarrier() {
            @Override
            public void send(NodeId peer, EncodedFrame frame) {
                said.add(frame.frame());
            }

            @Override
            public void redial(NodeId peer) {
                said.clear();
            }
        };
        EnginePorts ports = new EnginePorts(
                ledger,
                new MemoryChunkStore(),
                carrier,
                event -> {},
                clock,
                new CountedRefusals(ledger.alarms(), clock, clock),
                OwnMark.under(new byte[] {1}));
        PayloadCodec codec = new PayloadCodec();
        Exchange town = new Exchange(
                List.of(NodeId.COUNTY),
                ports,
                codec,
                new Handlers(List.of(), List.of()),
                ExchangeSettings.defaults(),
                clock);
        LedgerOutbox outbox = new LedgerOutbox(ledger, codec, clock, peer -> {});
        ledger.inTransaction(() -> outbox.append(
                NodeId.COUNTY, CASE.value(), new CaseProgressed(CASE, "first", "民政", clock.instant(), "审批员甲")));

        clock.tick(Duration.ofSeconds(5));
        town.tick();
        town.received(
                NodeId.COUNTY,
                answer(
                        (Frame.Hello) said.get(0),
                        ledger.outbox().chainAt(NodeId.COUNTY, 1).orElseThrow()));
        assertThat(ledger.alarms().open()).isEmpty();
        town.lineLost(NodeId.COUNTY);
        said.clear();
        clock.tick(Duration.ofSeconds(60));
        town.tick();
        town.received(NodeId.COUNTY, answer((Frame.Hello) said.get(0), "ab".repeat(32)));

        assertThat(ledger.alarms().open()).extracting(Alarm::code).containsExactly("YILU-CHAIN-002");
    }

    private Spoken answer(Frame.Hello asked, String chain) {
        return new Spoken(
                UUID.randomUUID(),
                new Frame.Hello(
                        UUID.randomUUID(),
                        asked.session(),
                        new Frame.Speaker(new UUID(1, 1), 1, new UUID(2, 2)),
                        LinkKeeper.PROTOCOL,
                        Map.of(),
                        new Receipt(1, List.of(), List.of(), chain),
                        0,
                        clock.instant()));
    }

    private static Envelope saying(Envelope written, String step) {
        String json = written.payload().toString().replace("refused", step);
        return new Envelope(
                written.id(),
                written.origin(),
                written.destination(),
                written.sequence(),
                written.subject(),
                written.subjectSequence(),
                written.type(),
                written.schemaVersion(),
                written.createdAt(),
                written.lineage(),
                List.of(),
                FrameCodec.tree(json.getBytes(StandardCharsets.UTF_8)));
    }

    private void run(int quarterSeconds) {
        for (int i = 0; i < quarterSeconds; i++) {
            clock.tick(Duration.ofMillis(250));
            line.tickAll();
            line.deliver();
        }
    }
}
