package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseDelivered;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.sync.ExchangeEvent;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import io.yilu.sync.ledger.MemoryLedger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** A node of the engine's tests: real engine, ledger and files in memory. */
final class TestNode {

    private final NodeId id;
    private final List<NodeId> peers;
    private final TickClock clock;
    private Line line;
    private MemoryLedger ledger;
    private final MemoryChunkStore chunks = new MemoryChunkStore();
    private final PayloadCodec codec = new PayloadCodec();
    private Map<String, List<String>> applied = new LinkedHashMap<>();
    private Map<String, List<String>> history = new LinkedHashMap<>();
    private final List<ExchangeEvent> events = new ArrayList<>();
    private Consumer<InboxMessage<CaseProgressed>> beforeApplying = message -> {};
    private final List<FileRef> needed = new ArrayList<>();
    private boolean cannotTellNeeds;
    private CountedRefusals refusals;
    private EnginePorts ports;
    private Exchange exchange;
    private LedgerOutbox outbox;
    private final Map<NodeId, UUID> sessions = new HashMap<>();

    TestNode(NodeId id, List<NodeId> peers, TickClock clock, Line line) {
        this.id = id;
        this.peers = peers;
        this.clock = clock;
        this.line = line;
        this.ledger = new MemoryLedger(id, UUID.nameUUIDFromBytes(id.value().getBytes()), clock);
        start();
        line.join(this);
    }

    /** Starts anew over the same ledger and disk, as after a kill. */
    void start() {
        ledger.start(UUID.randomUUID());
        refusals = new CountedRefusals(ledger.alarms(), clock, clock);
        ports = new EnginePorts(
                ledger,
                chunks,
                line.endAt(this),
                events::add,
                clock,
                refusals,
                OwnMark.under(id.value().getBytes(StandardCharsets.UTF_8)));
        exchange = new Exchange(
                peers,
                ports,
                codec,
                new Handlers(
                        List.of(new Progress(), new Delivered()), List.of(new OwnProgress()), List.of(this::needs)),
                ExchangeSettings.defaults(),
                clock);
        outbox = new LedgerOutbox(ledger, codec, clock, peer -> exchange.wake(peer));
        exchange.recover();
    }

    void say(NodeId to, CaseNumber number, String step) {
        ledger.inTransaction(() -> {
            append(to, number.value(), step);
            ledger.afterCommit(() -> remember(number.value(), "said " + step));
        });
    }

    /** Says something because of what is being applied: in the same transaction. */
    void answer(NodeId to, String subject, String step) {
        append(to, subject, step);
    }

    private void append(NodeId to, String subject, String step) {
        CaseNumber number = CaseNumber.parse(subject);
        outbox.append(to, subject, new CaseProgressed(number, step, "民政", clock.instant(), "审批员甲"));
    }

    /** Everything that a backup of this node would hold. */
    Backup backup() {
        return new Backup(ledger.copy(), copy(applied), copy(history));
    }

    /** The machine is lost and the backup is put back, as the runbook says. */
    void restore(Backup backup) {
        ledger = backup.ledger.copy();
        applied = copy(backup.applied);
        history = copy(backup.history);
        ledger.restored(UUID.randomUUID(), peers);
        start();
    }

    /** Another machine runs a copy of this node's database. */
    TestNode copyOf(Backup backup) {
        TestNode copy = new TestNode(id, peers, clock, line);
        copy.ledger = backup.ledger.copy();
        copy.start();
        return copy;
    }

    /** The same node, started again on another line. */
    TestNode movedTo(Line other) {
        line = other;
        start();
        other.join(this);
        return this;
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> map) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        map.forEach((key, list) -> copy.put(key, new ArrayList<>(list)));
        return copy;
    }

    record Backup(MemoryLedger ledger, Map<String, List<String>> applied, Map<String, List<String>> history) {}

    Exchange exchange() {
        return exchange;
    }

    /** What was said and applied about each case, in the order in which it happened here. */
    Map<String, List<String>> history() {
        return history;
    }

    private void remember(String subject, String what) {
        history.computeIfAbsent(subject, key -> new ArrayList<>()).add(what);
    }

    FileManifest sendFile(NodeId to, CaseNumber number, byte[] content) {
        return sendFile(to, number, chunks.add(content));
    }

    FileManifest sendFile(NodeId to, CaseNumber number, byte[] content, int chunkSize) {
        return sendFile(to, number, chunks.add(content, chunkSize));
    }

    private FileManifest sendFile(NodeId to, CaseNumber number, FileManifest manifest) {
        ledger.files().addComplete(manifest, clock.instant());
        sendAgain(to, number, manifest);
        return manifest;
    }

    /** Sends a message that names a file which is in the ledger already. */
    void sendAgain(NodeId to, CaseNumber number, FileManifest manifest) {
        FileRef file = ref(manifest);
        ledger.inTransaction(() -> outbox.append(
                to, number.value(), new CaseDelivered(number, "覃试安", "本人", true, file, clock.instant(), "窗口甲")));
    }

    /** People here cannot work without this file. */
    void needs(FileManifest manifest) {
        needed.add(ref(manifest));
    }

    /** Their tables cannot be read. */
    void cannotTellNeeds(boolean cannot) {
        cannotTellNeeds = cannot;
    }

    private List<FileRef> needs() {
        if (cannotTellNeeds) {
            throw new IllegalStateException("a row cannot be read");
        }
        return needed;
    }

    private static FileRef ref(FileManifest manifest) {
        return new FileRef(manifest.sha256(), manifest.size(), "image/jpeg", "签名.jpg");
    }

    /** What is done with each message before it counts as applied; a throw fails it. */
    void beforeApplying(Consumer<InboxMessage<CaseProgressed>> hook) {
        this.beforeApplying = hook;
    }

    void take(NodeId from, Spoken spoken) {
        sessions.put(from, spoken.session());
        exchange.received(from, spoken);
    }

    /** Slips a frame into the session in which this peer was last heard, or begins one. */
    void take(NodeId from, Frame frame) {
        if (frame instanceof Frame.Hello hello) {
            sessions.put(from, hello.session());
        }
        exchange.received(from, new Spoken(Objects.requireNonNull(sessions.get(from)), frame));
    }

    void tick() {
        exchange.tick();
    }

    /** Steps applied, by case, in their order. */
    Map<String, List<String>> applied() {
        return applied;
    }

    NodeId id() {
        return id;
    }

    CountedRefusals refusals() {
        return refusals;
    }

    MemoryLedger ledger() {
        return ledger;
    }

    FileScrub scrub() {
        return new FileScrub(ports, Duration.ofDays(30), clock);
    }

    MemoryChunkStore chunks() {
        return chunks;
    }

    List<ExchangeEvent> events() {
        return events;
    }

    private void note(String subject, String step) {
        applied.computeIfAbsent(subject, key -> new ArrayList<>()).add(step);
    }

    private final class Progress implements InboxHandler<CaseProgressed> {
        @Override
        public Class<CaseProgressed> payloadClass() {
            return CaseProgressed.class;
        }

        @Override
        public void handle(InboxMessage<CaseProgressed> message) {
            beforeApplying.accept(message);
            ledger.afterCommit(() -> note(message.subject(), message.payload().step()));
            ledger.afterCommit(() ->
                    remember(message.subject(), "heard " + message.payload().step()));
        }
    }

    private final class OwnProgress implements OwnMessageHandler<CaseProgressed> {
        @Override
        public Class<CaseProgressed> payloadClass() {
            return CaseProgressed.class;
        }

        @Override
        public void rebuild(InboxMessage<CaseProgressed> message) {
            ledger.afterCommit(() ->
                    remember(message.subject(), "said " + message.payload().step()));
        }
    }

    private final class Delivered implements InboxHandler<CaseDelivered> {
        @Override
        public Class<CaseDelivered> payloadClass() {
            return CaseDelivered.class;
        }

        @Override
        public void handle(InboxMessage<CaseDelivered> message) {
            ledger.afterCommit(() -> note(message.subject(), "送达"));
        }
    }

    /** What joins two nodes. */
    interface Line {
        /** The end of the line at this machine. */
        Carrier endAt(TestNode node);

        void join(TestNode node);
    }
}
