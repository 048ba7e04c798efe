package io.yilu.sync.bundle;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseDelivered;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.sync.BundleDesk.Exported;
import io.yilu.sync.BundleDesk.Imported;
import io.yilu.sync.BundlePurpose;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import io.yilu.sync.PlainCipher;
import io.yilu.sync.engine.Carrier;
import io.yilu.sync.engine.CountedRefusals;
import io.yilu.sync.engine.EnginePorts;
import io.yilu.sync.engine.Exchange;
import io.yilu.sync.engine.ExchangeSettings;
import io.yilu.sync.engine.Handlers;
import io.yilu.sync.engine.LedgerOutbox;
import io.yilu.sync.engine.OwnMark;
import io.yilu.sync.files.DiskChunkStore;
import io.yilu.sync.files.DiskFileStore;
import io.yilu.sync.ledger.JdbcLedger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** A node with a real database and a real disk whose only road may be a stick. */
final class StickNode {

    private final NodeId id;
    private final NodeId peer;
    private final TestAuthority authority;
    private final TestClock clock;
    private final Carrier carrier;
    private final DataSource source;
    private final DiskChunkStore chunks;
    private final Map<String, List<String>> applied = new LinkedHashMap<>();
    private final List<String> rebuilt = new ArrayList<>();
    private final List<FileRef> needed = new ArrayList<>();
    private CountedRefusals refusals;
    private JdbcLedger ledger;
    private Exchange exchange;
    private LedgerOutbox outbox;
    private Bundles bundles;

    StickNode(NodeId id, NodeId peer, TestAuthority authority, TestClock clock, Carrier carrier, Path disk) {
        this(id, peer, authority, clock, carrier, disk, EmptyDatabases.next());
    }

    private StickNode(
            NodeId id,
            NodeId peer,
            TestAuthority authority,
            TestClock clock,
            Carrier carrier,
            Path disk,
            DataSource source) {
        this.id = id;
        this.peer = peer;
        this.authority = authority;
        this.clock = clock;
        this.carrier = carrier;
        this.source = source;
        this.chunks = new DiskChunkStore(disk.resolve("blobs"));
        start();
    }

    /** Another machine runs a copy of this node's database. */
    StickNode copy(Path disk) {
        return new StickNode(id, peer, authority, clock, carrier, disk, EmptyDatabases.copyOf(source));
    }

    /** Starts anew over the same database and disk. */
    void start() {
        JdbcClient jdbc = JdbcClient.create(source);
        PlainCipher cipher = new PlainCipher(id.value());
        ledger = new JdbcLedger(id, jdbc, new DataSourceTransactionManager(source), cipher, clock);
        refusals = new CountedRefusals(ledger.alarms(), clock, clock);
        PayloadCodec codec = new PayloadCodec();
        exchange = new Exchange(
                List.of(peer),
                new EnginePorts(ledger, chunks, carrier, event -> {}, clock, refusals, new OwnMark(cipher::mark)),
                codec,
                new Handlers(
                        List.of(new Progress(), new Delivered()),
                        List.of(new OwnProgress(), new OwnDelivered()),
                        List.of(() -> needed)),
                ExchangeSettings.defaults(),
                clock);
        outbox = new LedgerOutbox(ledger, codec, clock, woken -> exchange.wake(woken));
        exchange.recover();
        bundles =
                new Bundles(new Engine(exchange, ledger, chunks, event -> {}, refusals), authority.of(id), jdbc, clock);
    }

    void say(CaseNumber number, String step) {
        ledger.inTransaction(() ->
                outbox.append(peer, number.value(), new CaseProgressed(number, step, "民政", clock.instant(), "审批员甲")));
    }

    /** Says something with a file. Returns its hash. */
    String sayWithFile(CaseNumber number, byte[] content) {
        FileRef file = store(content);
        sayWithFile(number, file);
        return file.sha256();
    }

    void sayWithFile(CaseNumber number, FileRef file) {
        ledger.inTransaction(() -> outbox.append(
                peer, number.value(), new CaseDelivered(number, "覃试安", "本人", true, file, clock.instant(), "窗口甲")));
    }

    /** Keeps a file of which nothing is said. */
    FileRef store(byte[] content) {
        try {
            return new DiskFileStore(chunks, ledger.files(), clock)
                    .store(new ByteArrayInputStream(content), "image/jpeg", "签名.jpg", 1L << 30);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    byte[] read(String sha256) {
        try {
            return new DiskFileStore(chunks, ledger.files(), clock)
                    .open(sha256)
                    .orElseThrow()
                    .readAllBytes();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    boolean has(String sha256) {
        return new DiskFileStore(chunks, ledger.files(), clock)
                .progress(sha256)
                .map(progress -> progress.complete())
                .orElse(false);
    }

    Exported export(Path stick, long partBytes) {
        return bundles.write(
                peer, BundlePurpose.TRANSFER, new Bundles.Target(stick, partBytes, 0), new BundleProgress());
    }

    Imported take(Path stick) {
        return take(Bundles.filesIn(stick), false);
    }

    Imported take(List<Path> files, boolean lastCopy) {
        return bundles.take(files, lastCopy, new BundleProgress());
    }

    Map<String, List<String>> applied() {
        return applied;
    }

    List<String> rebuilt() {
        return rebuilt;
    }

    JdbcLedger ledger() {
        return ledger;
    }

    Exchange exchange() {
        return exchange;
    }

    Bundles bundles() {
        return bundles;
    }

    CountedRefusals refusals() {
        return refusals;
    }

    DataSource source() {
        return source;
    }

    private void note(String subject, String step) {
        ledger.afterCommit(
                () -> applied.computeIfAbsent(subject, key -> new ArrayList<>()).add(step));
    }

    private final class Progress implements InboxHandler<CaseProgressed> {
        @Override
        public Class<CaseProgressed> payloadClass() {
            return CaseProgressed.class;
        }

        @Override
        public void handle(InboxMessage<CaseProgressed> message) {
            note(message.subject(), message.payload().step());
        }
    }

    private final class Delivered implements InboxHandler<CaseDelivered> {
        @Override
        public Class<CaseDelivered> payloadClass() {
            return CaseDelivered.class;
        }

        @Override
        public void handle(InboxMessage<CaseDelivered> message) {
            note(message.subject(), "送达");
        }
    }

    private final class OwnProgress implements OwnMessageHandler<CaseProgressed> {
        @Override
        public Class<CaseProgressed> payloadClass() {
            return CaseProgressed.class;
        }

        @Override
        public void rebuild(InboxMessage<CaseProgressed> message) {
            ledger.afterCommit(() -> rebuilt.add(message.payload().step()));
        }
    }

    private final class OwnDelivered implements OwnMessageHandler<CaseDelivered> {
        @Override
        public Class<CaseDelivered> payloadClass() {
            return CaseDelivered.class;
        }

        @Override
        public void rebuild(InboxMessage<CaseDelivered> message) {
            needed.add(Objects.requireNonNull(message.payload().signature()));
            ledger.afterCommit(() -> rebuilt.add("送达"));
        }
    }
}
