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
import io.yilu.sync.ledger.MemoryLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A node of the engine's tests: real engine, ledger and files in memory. */
final class TestNode {

    private final NodeId id;
    private final List<NodeId> peers;
    private final TickClock clock;
    private final BadLine line;
    private final MemoryLedger ledger;
    private final MemoryChunkStore chunks = new MemoryChunkStore();
    private final PayloadCodec codec = new PayloadCodec();
    private final Map<String, List<String>> applied = new LinkedHashMap<>();
    private final List<ExchangeEvent> events = new ArrayList<>();
    private Consumer<InboxMessage<CaseProgressed>> beforeApplying = message -> {};
    private EnginePorts ports;
    private Exchange exchange;
    private LedgerOutbox outbox;

    TestNode(NodeId id, List<NodeId> peers, TickClock clock, BadLine line) {
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
        ports = new EnginePorts(ledger, chunks, line.endAt(id), events::add, clock);
        exchange = new Exchange(
                peers, ports, codec, List.of(new Progress(), new Delivered()), ExchangeSettings.defaults(), clock);
        outbox = new LedgerOutbox(ledger, codec, clock, peer -> exchange.wake(peer));
        exchange.recover();
    }

    void say(NodeId to, CaseNumber number, String step) {
        ledger.inTransaction(() ->
                outbox.append(to, number.value(), new CaseProgressed(number, step, "民政", clock.instant(), "审批员甲")));
    }

    FileManifest sendFile(NodeId to, CaseNumber number, byte[] content) {
        FileManifest manifest = chunks.add(content);
        ledger.files().addComplete(manifest, clock.instant());
        sendAgain(to, number, manifest);
        return manifest;
    }

    /** Sends a message that names a file which is in the ledger already. */
    void sendAgain(NodeId to, CaseNumber number, FileManifest manifest) {
        FileRef file = new FileRef(manifest.sha256(), manifest.size(), "image/jpeg", "签名.jpg");
        ledger.inTransaction(() -> outbox.append(
                to, number.value(), new CaseDelivered(number, "覃试安", "本人", true, file, clock.instant(), "窗口甲")));
    }

    /** What is done with each message before it counts as applied; a throw fails it. */
    void beforeApplying(Consumer<InboxMessage<CaseProgressed>> hook) {
        this.beforeApplying = hook;
    }

    void take(NodeId from, Frame frame) {
        exchange.received(from, frame);
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
}
