package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.contract.ContractMapper;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.sync.Deliveries.State;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.PlainCipher;
import io.yilu.sync.Repairs.HeldMessage;
import io.yilu.sync.Repairs.Query;
import io.yilu.sync.Repairs.Why;
import io.yilu.sync.ledger.JdbcLedger;
import io.yilu.sync.ledger.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Law 10 between two releases: real engines over real databases, one of them with the contract of a release before. */
class VersionLawsTest {

    private static final NodeId TOWN = NodeId.of("610924105");
    private static final Map<String, Integer> FIRST_RELEASE = Map.of("case-accepted", 1, "case-delivered", 1);

    private final TickClock clock = new TickClock();
    private final Deque<Runnable> line = new ArrayDeque<>();

    @Test
    void law_10_what_a_township_one_release_behind_sends_is_lifted_at_the_newer_county() throws IOException {
        Node town = new Node(TOWN, NodeId.COUNTY, new PayloadCodec(FIRST_RELEASE));
        Node county = new Node(NodeId.COUNTY, TOWN, new PayloadCodec());
        connect(town, county);
        CaseAccepted accepted = accepted();
        town.say(accepted);
        run(town, county, 40);
        assertThat(county.applied).singleElement().isInstanceOfSatisfying(CaseAccepted.class, lifted -> {
            assertThat(lifted.caseNumber()).isEqualTo(accepted.caseNumber());
            assertThat(lifted.submissionKey()).isEqualTo("case:" + accepted.caseNumber());
        });
    }

    @Test
    void law_10_a_newer_county_writes_what_the_township_said_it_reads() throws IOException {
        Node town = new Node(TOWN, NodeId.COUNTY, new PayloadCodec(FIRST_RELEASE));
        Node county = new Node(NodeId.COUNTY, TOWN, new PayloadCodec());
        connect(town, county);
        run(town, county, 20);
        county.say(accepted());
        run(town, county, 40);
        assertThat(town.applied).hasSize(1);
        assertThat(town.ledger.inbox().history(NodeId.COUNTY, 0, 1).get(0).schemaVersion())
                .isEqualTo(1);
    }

    @Test
    void law_10_what_an_old_release_cannot_read_is_held_in_its_place_and_applied_by_the_upgrade_alone()
            throws IOException {
        Node town = new Node(TOWN, NodeId.COUNTY, new PayloadCodec(FIRST_RELEASE));
        Node county = new Node(NodeId.COUNTY, TOWN, new PayloadCodec());
        connect(town, county);
        CaseAccepted accepted = accepted();
        // Written before the town ever said what it reads, and of a kind that its release does not know.
        county.say(accepted);
        county.say(progressed(accepted.caseNumber(), "一"));
        county.say(progressed(accepted.caseNumber(), "二"));
        run(town, county, 60);
        assertThat(town.applied).isEmpty();
        assertThat(town.ledger.repairs().messages(new Query(null, 0, 9)).rows())
                .extracting(HeldMessage::why)
                .containsExactly(Why.UNKNOWN, Why.BEHIND_HELD, Why.BEHIND_HELD);
        assertThat(county.state(accepted.caseNumber())).isEqualTo(State.HELD);

        Node upgraded = town.upgraded(new PayloadCodec());
        connect(upgraded, county);
        run(upgraded, county, 80);

        assertThat(upgraded.applied)
                .extracting(payload -> payload instanceof CaseProgressed progressed ? progressed.step() : "受理")
                .containsExactly("受理", "一", "二");
        assertThat(county.state(accepted.caseNumber())).isEqualTo(State.RECEIVED);
        assertThat(upgraded.ledger.inbox().heldMessages(NodeId.COUNTY)).isZero();
    }

    private void connect(Node one, Node other) {
        one.peer = other;
        other.peer = one;
    }

    private void run(Node town, Node county, int quarterSeconds) {
        for (int i = 0; i < quarterSeconds; i++) {
            clock.tick(Duration.ofMillis(250));
            town.exchange.tick();
            county.exchange.tick();
            for (Runnable next = line.poll(); next != null; next = line.poll()) {
                next.run();
            }
        }
    }

    private static CaseProgressed progressed(CaseNumber number, String step) {
        return new CaseProgressed(number, step, "民政", java.time.Instant.parse("2015-07-01T01:00:00Z"), "审批员甲");
    }

    private static CaseAccepted accepted() throws IOException {
        try (InputStream file =
                VersionLawsTest.class.getResourceAsStream("/contract/examples/case-accepted.v2.organisation.json")) {
            return new PayloadCodec()
                    .read(CaseAccepted.class, 2, ContractMapper.instance().readTree(Objects.requireNonNull(file)));
        }
    }

    /** A node of some release. */
    private final class Node {
        private final NodeId id;
        private final NodeId peerId;
        private final DataSource source;
        private final List<Payload> applied = new ArrayList<>();
        private final JdbcLedger ledger;
        private final Exchange exchange;
        private final LedgerOutbox outbox;
        private Node peer = this;

        private Node(NodeId id, NodeId peerId, PayloadCodec codec) {
            this(id, peerId, codec, TestDatabase.migrated());
        }

        private Node(NodeId id, NodeId peerId, PayloadCodec codec, DataSource source) {
            this.id = id;
            this.peerId = peerId;
            this.source = source;
            this.ledger = new JdbcLedger(
                    id,
                    JdbcClient.create(source),
                    new DataSourceTransactionManager(source),
                    new PlainCipher(id.value()),
                    clock);
            EnginePorts ports = new EnginePorts(
                    ledger,
                    new MemoryChunkStore(),
                    new Wire(this),
                    event -> {},
                    clock,
                    new CountedRefusals(ledger.alarms(), clock, clock),
                    OwnMark.under(id.value().getBytes(StandardCharsets.UTF_8)));
            Handlers handlers = new Handlers(List.of(note(CaseAccepted.class), note(CaseProgressed.class)), List.of());
            this.exchange = new Exchange(List.of(peerId), ports, codec, handlers, ExchangeSettings.defaults(), clock);
            this.outbox = new LedgerOutbox(ledger, codec, clock, to -> {});
            exchange.recover();
        }

        /** The same database under a newer release. */
        private Node upgraded(PayloadCodec codec) {
            return new Node(id, peerId, codec, source);
        }

        private <P extends Payload> InboxHandler<P> note(Class<P> kind) {
            return new InboxHandler<>() {
                @Override
                public Class<P> payloadClass() {
                    return kind;
                }

                @Override
                public void handle(InboxMessage<P> message) {
                    ledger.afterCommit(() -> applied.add(message.payload()));
                }
            };
        }

        private void say(Payload payload) {
            CaseNumber number = payload instanceof CaseAccepted accepted
                    ? accepted.caseNumber()
                    : ((CaseProgressed) payload).caseNumber();
            payload.files().forEach(file -> ledger.files().addComplete(manifest(file), clock.instant()));
            ledger.inTransaction(() -> outbox.append(peerId, number.value(), payload));
            exchange.wake(peerId);
        }

        private FileManifest manifest(FileRef file) {
            int chunks = (int) ((file.size() + 65_535) / 65_536);
            return new FileManifest(
                    file.sha256(),
                    file.size(),
                    65_536,
                    Base64.getEncoder().encodeToString(new byte[chunks * FileManifest.HASH_BYTES]));
        }

        private State state(CaseNumber number) {
            return Objects.requireNonNull(
                            ledger.outbox().deliveries(List.of(number.value())).get(number.value()))
                    .state();
        }
    }

    /** Carries bytes to whoever is the other end now. */
    private final class Wire implements WelcomingCarrier {
        private final Node from;

        private Wire(Node from) {
            this.from = from;
        }

        @Override
        public void send(NodeId to, EncodedFrame frame) {
            Node end = from.peer;
            line.add(() -> end.exchange.received(
                    from.id, new Spoken(frame.session(), FrameCodec.decode(frame.kind(), frame.bytes()))));
        }

        @Override
        public void redial(NodeId peer) {
            line.clear();
        }
    }
}
