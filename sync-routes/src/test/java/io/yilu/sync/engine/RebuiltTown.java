package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.Alarms.Alarm;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import io.yilu.sync.Repairs.Query;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A township whose messages the county hands back: the real replay over a real ledger, without a line. */
final class RebuiltTown {

    static final NodeId COUNTY = NodeId.COUNTY;
    static final NodeId TOWN = NodeId.of("610924102");
    private static final CaseNumber ANY = CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), 1);

    private final Ledger ledger;
    private final TickClock clock;
    private final EnginePorts ports;
    private final PayloadCodec codec = new PayloadCodec();
    private final Map<String, List<String>> history = new HashMap<>();
    private final MemoryChunkStore chunks = new MemoryChunkStore();
    private final List<FileRef> needed = new ArrayList<>();
    private String refused = "";
    private String first = "";
    private String before = "";
    private InboxApplier applier;
    private OwnReplay replay;

    RebuiltTown(Ledger ledger, TickClock clock) {
        this.ledger = ledger;
        this.clock = clock;
        this.ports = new EnginePorts(
                ledger,
                chunks,
                new NoLine(),
                event -> {},
                clock,
                new CountedRefusals(ledger.alarms(), clock, clock),
                OwnMark.under(new byte[] {1}));
        ledger.inTransaction(() -> ledger.recovery().begin(COUNTY));
        startAgain();
    }

    void startAgain() {
        Handlers handlers = new Handlers(List.of(new Heard()), List.of(new Said()), List.of(() -> needed));
        applier = new InboxApplier(ports, codec, handlers, ExchangeSettings.defaults(), clock);
        replay = new OwnReplay(COUNTY, ports, applier, handlers, codec, clock);
    }

    /** This step cannot be applied here. */
    void refuses(String step) {
        refused = step;
    }

    /** Nothing about another subject can be rebuilt before this one was heard of. */
    void rebuildsOnceItHeard(String subject) {
        first = subject;
    }

    /** Nothing can be rebuilt in a case that has not heard this. */
    void rebuildsOnlyAfter(String step) {
        before = "heard " + step;
    }

    /** People here cannot work without a file of this content. */
    void needs(byte[] content) {
        needed.add(new FileRef(Hashes.sha256Hex(content), content.length, "image/jpeg", "扫描件.jpg"));
    }

    /** Somebody brings it anew, whole. */
    void brought(byte[] content) {
        FileManifest manifest = chunks.add(content);
        ledger.files().addComplete(manifest, clock.instant());
    }

    OutgoingMessage own(long sequence, String subject, long turn, long after, String step) {
        return own(sequence, subject, turn, new Lineage(after, null, chain(sequence)), step);
    }

    OutgoingMessage causedBy(MessageId cause, long sequence, String subject, long turn, long after, String step) {
        return own(sequence, subject, turn, new Lineage(after, cause, chain(sequence)), step);
    }

    private OutgoingMessage own(long sequence, String subject, long turn, Lineage lineage, String step) {
        PayloadType type = PayloadType.of(progress(step));
        return message(sequence, subject, turn, lineage, type.label(), json(step));
    }

    /** Of a kind that this release has never heard of. */
    OutgoingMessage ofKind(String kind, long sequence, String subject, long turn) {
        return message(sequence, subject, turn, new Lineage(0, null, chain(sequence)), kind, json("what it says"));
    }

    private OutgoingMessage message(
            long sequence, String subject, long turn, Lineage lineage, String kind, byte[] payload) {
        return new OutgoingMessage(
                new MessageId(UUID.randomUUID()),
                COUNTY,
                sequence,
                subject,
                turn,
                kind,
                1,
                Lane.CASE,
                clock.instant(),
                lineage,
                List.of(),
                payload);
    }

    private static String chain(long sequence) {
        return Hashes.sha256Hex(new byte[] {(byte) sequence});
    }

    private CaseProgressed progress(String step) {
        return new CaseProgressed(ANY, step, "民政", clock.instant(), "审批员甲");
    }

    private byte[] json(String step) {
        return FrameCodec.bytes(codec.toJson(progress(step), 1));
    }

    void handedBack(OutgoingMessage... messages) {
        ledger.inTransaction(() -> ledger.recovery().stage(COUNTY, List.of(messages)));
    }

    void merge() {
        ledger.inTransaction(() -> ledger.recovery().merge(COUNTY, clock.instant()));
    }

    /** The county says hello and up to which number it has written. */
    void countyWrote(long written) {
        replay.peerWrote(written);
    }

    /** A message of the county comes and is stored. */
    MessageId heard(long sequence, String subject, long turn, String step) {
        MessageId id = new MessageId(UUID.randomUUID());
        ledger.inbox()
                .store(
                        new Envelope(
                                id,
                                COUNTY,
                                TOWN,
                                sequence,
                                subject,
                                turn,
                                PayloadType.of(progress(step)).label(),
                                1,
                                clock.instant(),
                                new Lineage(0, null, chain(sequence)),
                                List.of(),
                                FrameCodec.tree(json(step))),
                        clock.instant());
        ledger.inTransaction(() -> ledger.inbox().advance(COUNTY));
        return id;
    }

    void applyFresh(String... subjects) {
        applier.applyFresh(COUNTY, List.of(subjects));
    }

    /** As the engine does every few seconds. */
    void replay() {
        clock.tick(Duration.ofSeconds(5));
        if (replay.isDue()) {
            replay.run();
        }
    }

    void retry(String subject) {
        ledger.inTransaction(() -> ledger.repairs().messages(new Query(COUNTY, 0, 200)).rows().stream()
                .filter(held -> held.subject().equals(subject))
                .forEach(held -> ledger.repairs().release(held.id())));
    }

    /** What {@link LedgerRepairs} does when a person gives a message up. */
    void discard(MessageId id) {
        Exchange none = new Exchange(
                List.of(), ports, codec, new Handlers(List.of(), List.of()), ExchangeSettings.defaults(), clock);
        new LedgerRepairs(ledger, codec, none, (step, subject, details, reason) -> {}, event -> {}, clock)
                .discard(id, "the applicant withdrew");
    }

    List<String> history(String subject) {
        return history.getOrDefault(subject, List.of());
    }

    RecoveryLedger recovery() {
        return ledger.recovery();
    }

    List<Alarm> alarms() {
        return ledger.alarms().open();
    }

    private void remember(String subject, String what) {
        ledger.afterCommit(
                () -> history.computeIfAbsent(subject, key -> new ArrayList<>()).add(what));
    }

    private static final class NoLine implements Carrier {
        @Override
        public void send(NodeId peer, EncodedFrame frame) {}

        @Override
        public void redial(NodeId peer) {}

        @Override
        public void hangUp(NodeId peer) {}
    }

    private final class Heard implements InboxHandler<CaseProgressed> {
        @Override
        public Class<CaseProgressed> payloadClass() {
            return CaseProgressed.class;
        }

        @Override
        public void handle(InboxMessage<CaseProgressed> message) {
            if (message.payload().step().equals(refused)) {
                throw new PermanentException("YILU-TEST-001", "It is refused.", "Repair it.");
            }
            remember(message.subject(), "heard " + message.payload().step());
        }
    }

    private final class Said implements OwnMessageHandler<CaseProgressed> {
        @Override
        public Class<CaseProgressed> payloadClass() {
            return CaseProgressed.class;
        }

        @Override
        public void rebuild(InboxMessage<CaseProgressed> message) {
            boolean isThere = first.isEmpty()
                    || message.subject().equals(first)
                    || history(first).stream().anyMatch(what -> what.startsWith("heard "));
            if (!isThere) {
                throw new TransientException("YILU-TEST-002", "Something is on its way.", "Wait.");
            }
            if (!before.isEmpty() && !history(message.subject()).contains(before)) {
                throw new PermanentException("YILU-TEST-003", "The case is not there.", "Enter it.");
            }
            remember(message.subject(), "said " + message.payload().step());
        }
    }
}
