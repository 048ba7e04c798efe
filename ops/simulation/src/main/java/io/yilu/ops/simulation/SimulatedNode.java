package io.yilu.ops.simulation;

import io.yilu.ops.simulation.Roads.Parcel;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.engine.Carrier;
import io.yilu.sync.engine.ChunkStore;
import io.yilu.sync.engine.CountedRefusals;
import io.yilu.sync.engine.EnginePorts;
import io.yilu.sync.engine.Exchange;
import io.yilu.sync.engine.ExchangeSettings;
import io.yilu.sync.engine.Handlers;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.LedgerOutbox;
import io.yilu.sync.engine.OwnMark;
import io.yilu.sync.engine.RecoveryLedger;
import io.yilu.sync.ledger.MemoryLedger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One node: the real engine over a ledger and a disk in memory, which survive when its process dies. */
final class SimulatedNode {

    static final PayloadCodec CODEC = new PayloadCodec();
    private static final Duration WAKES_WITHIN = Duration.ofMillis(1);
    private static final Duration DIALS_WITHIN = Duration.ofMillis(300);

    private final NodeId id;
    private final List<NodeId> peers;
    private final Surroundings world;
    private final SplittableRandom random;
    private final NodeClock clock;
    private final Transactions transactions = new Transactions();
    private final CaseBook book = new CaseBook(transactions);
    private final Hearing hearing;
    private final Guard guard;
    private final Witness witness;
    private final SimulatedDisk disk;
    private MemoryLedger ledger;
    private final Deliveries deliveries;
    private final Set<NodeId> toWake = new HashSet<>();
    private @Nullable Exchange exchange;
    private @Nullable LineEnd line;
    private @Nullable Ledger guarded;
    private @Nullable LedgerOutbox outbox;
    private boolean paused;

    SimulatedNode(NodeId id, List<NodeId> peers, Surroundings world, SplittableRandom random) {
        this.id = id;
        this.peers = peers;
        this.world = world;
        this.random = random;
        this.clock = new NodeClock(world.timeline());
        this.witness = new Witness(
                id, transactions, world.checker(), peer -> ledgerNow().outbox().lastSequence(peer));
        this.guard = new Guard(transactions, witness);
        this.disk = new SimulatedDisk(world.checker());
        this.ledger = new MemoryLedger(id, newId(), clock);
        this.hearing = new Hearing(this, world);
        this.deliveries = new Deliveries(this, world, random);
    }

    /** Starts a process over what the disk holds. */
    void start() {
        guard.revive();
        ledger.start(newId());
        world.trace().everyone(id, () -> "starts");
        toWake.clear();
        run(this::startProcess);
        deliveries.takeWhatWaited();
    }

    private void startProcess() {
        try {
            Ledger port = guard.ledger(ledger);
            guarded = port;
            LineEnd end = new LineEnd(id, world.roads(), this::lineFound);
            line = end;
            EnginePorts ports = new EnginePorts(
                    port,
                    guard.port(ChunkStore.class, disk),
                    guard.port(Carrier.class, witness.watching(end)),
                    event -> {},
                    clock,
                    new CountedRefusals(port.alarms(), clock, clock),
                    OwnMark.under(id.value().getBytes(StandardCharsets.US_ASCII)),
                    this::newId);
            outbox = new LedgerOutbox(port, CODEC, clock, this::wakeSoon, this::newId);
            Handlers handlers = new Handlers(hearing.handlers(), hearing.ownHandlers());
            exchange = new Exchange(peers, ports, CODEC, handlers, ExchangeSettings.defaults(), clock);
            exchange.recover();
        } catch (DatabaseAway away) {
            // A node that cannot read its database does not come up; its supervisor tries again.
            guard.kill();
            throw new Killed();
        }
    }

    /** Lets the process do something; it may die of it. */
    void run(Runnable work) {
        if (guard.isDead() || paused) {
            return;
        }
        try {
            work.run();
        } catch (Killed killed) {
            die();
        } catch (DatabaseAway | TransientException trouble) {
            // The driver notes it and goes on.
            world.trace().everyone(id, () -> "stumbles: " + trouble.getMessage());
        } catch (RuntimeException bug) {
            world.checker().breaks(Law.STUMBLED, "", id + " threw " + bug);
        }
    }

    private void die() {
        world.trace().everyone(id, () -> "dies");
        exchange = null;
        world.timeline().after(Duration.ofMillis(200 + random.nextInt(20_000)), this::restart);
    }

    private void restart() {
        if (guard.isDead() && !paused) {
            start();
        }
    }

    /** Whether this machine is not heard and has left the line until it dials again. */
    boolean hasHungUp() {
        return line != null && line.hasHungUp();
    }

    private void lineFound(NodeId peer) {
        @Nullable Exchange process = exchange;
        world.timeline().after(DIALS_WITHIN, () -> {
            if (process == exchange) {
                whileUp(dialling -> dialling.lineFound(peer));
                deliveries.takeWhatWaited();
            }
        });
    }

    boolean isUp() {
        return exchange != null && !guard.isDead() && !paused;
    }

    void tick() {
        whileUp(Exchange::tick);
    }

    /** Lets something happen to the process, if there is one; it may die of it. */
    void whileUp(Consumer<Exchange> work) {
        run(() -> {
            if (exchange != null) {
                work.accept(exchange);
            }
        });
    }

    void take(Parcel parcel) {
        deliveries.take(parcel);
    }

    /** Everything that a backup of this node holds. */
    Backup backup() {
        return new Backup(
                ledger.copy(),
                disk.backup(),
                book.backup(),
                witness.backup(),
                world.checker().actsOf(id));
    }

    /** The machine is lost; another one with this backup comes up after a while and says that it was restored. */
    void restore(Backup backup, Checker.Holder holder) {
        world.trace().everyone(id, () -> "is restored from a backup");
        guard.kill();
        exchange = null;
        ledger = backup.ledger().copy();
        ledger.restored(newId(), peers);
        book.restore(backup.book());
        witness.restore(backup.witness());
        world.checker().restored(id, backup.acts(), holder, disk.restore(backup.disk()));
        deliveries.forget();
        world.roads().forgotten(id);
        world.timeline().after(Duration.ofMillis(200 + random.nextInt(20_000)), this::restart);
    }

    /** Another machine with a copy of this node's database and disk, switched on by mistake. */
    SimulatedNode cloned(SplittableRandom itsRandom) {
        // Whatever it does, the judge does not hold it against the node.
        Surroundings apart = new Surroundings(
                world.timeline(),
                world.roads(),
                new Checker(world.timeline()),
                world.trace(),
                world.saboteur(),
                (node, subject, written) -> {});
        SimulatedNode clone = new SimulatedNode(id, peers, apart, itsRandom);
        clone.ledger = ledger.copy();
        clone.book.restore(book.backup());
        clone.witness.restore(witness.backup());
        clone.disk.restore(disk.backup());
        return clone;
    }

    /** It is switched off for good. */
    void switchOff() {
        guard.kill();
        exchange = null;
        paused = true;
    }

    /** An administrator lets this database of a town speak from now on. Returns whether that was done. */
    boolean admits(NodeId town, UUID instance) {
        boolean[] done = {false};
        whileUp(process -> {
            process.admit(town, instance);
            done[0] = true;
        });
        return done[0];
    }

    UUID instance() {
        return ledger.identity().instance();
    }

    /** Whether this node has everything that it and this peer had said to each other, as far as anybody has it. */
    boolean knowsAllOf(NodeId peer) {
        return ledger.recovery().phase(peer) == RecoveryLedger.Phase.NONE;
    }

    /** The ledger itself, at which no fault strikes. */
    MemoryLedger ledgerNow() {
        return ledger;
    }

    /** Stops everything for a while, as a machine does that sleeps. */
    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        restart();
        deliveries.takeWhatWaited();
    }

    /** Something was committed for this peer; the driver sends it in a moment. */
    private void wakeSoon(NodeId peer) {
        if (toWake.add(peer)) {
            @Nullable Exchange process = exchange;
            world.timeline().after(WAKES_WITHIN, () -> {
                if (process == exchange) {
                    toWake.remove(peer);
                    whileUp(awake -> awake.wake(peer));
                }
            });
        }
    }

    /** Appends a message in the transaction that is open, with what it means for this node's business. */
    void say(NodeId to, String subject, Payload payload) {
        Objects.requireNonNull(outbox).append(to, subject, payload);
        book.said(subject, payload);
        world.trace().about(subject, id, () -> "says " + PayloadType.of(payload).label());
        if (witness.tookOldPlace()) {
            transactions.committed(() -> world.checker().rebuilt(id, to, subject, payload));
        } else {
            long sequence = ledger.outbox().lastSequence(to);
            transactions.committed(() -> world.checker().said(id, to, subject, payload, sequence));
        }
    }

    /** Takes up again, in the transaction that is open, what this node had said before it was restored. */
    void rebuild(String subject, Payload payload) {
        book.said(subject, payload);
        world.trace()
                .about(subject, id, () -> "has again " + PayloadType.of(payload).label());
        NodeId to = id.isCounty() ? CaseNumber.parse(subject).site() : NodeId.COUNTY;
        transactions.committed(() -> world.checker().rebuilt(id, to, subject, payload));
    }

    /** Notes that a message was done, in the transaction that is open. */
    void hear(NodeId from, String subject, Payload payload) {
        book.heard(subject, payload);
        world.trace().about(subject, id, () -> "does " + PayloadType.of(payload).label());
        transactions.committed(() -> world.checker().heard(from, id, subject, payload));
    }

    private UUID newId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** A scan comes into this node's store. */
    FileRef scan(byte[] content, String name) {
        FileManifest manifest = disk.store(content);
        world.checker().fileMade(manifest.sha256(), content);
        ledger().files().addComplete(manifest, clock.instant());
        return new FileRef(manifest.sha256(), manifest.size(), "image/jpeg", name);
    }

    void heal() {
        guard.heal();
        hearing.heal();
        disk.heal();
        clock.setWrong(Duration.ZERO);
        if (paused) {
            resume();
        } else {
            restart();
        }
    }

    /** Whether the engine has nothing more to send and everything is receipted. */
    boolean isAtRest() {
        return isUp()
                && ledger.recovery().open().isEmpty()
                && book.hasNothingToDo()
                && peers.stream().allMatch(peer -> ledger.outbox().waiting(peer).messages() == 0);
    }

    String whatIsOpen() {
        StringBuilder open = new StringBuilder(id.value());
        peers.forEach(peer -> open.append(" → ")
                .append(peer)
                .append(' ')
                .append(ledger.outbox().waiting(peer)));
        return open.append(isUp() ? "" : ", down")
                .append(book.hasNothingToDo() ? "" : ", work to do")
                .toString();
    }

    byte @Nullable [] content(String sha256) {
        return disk.content(sha256);
    }

    Ledger ledger() {
        return Objects.requireNonNull(guarded);
    }

    NodeId id() {
        return id;
    }

    NodeClock clock() {
        return clock;
    }

    CaseBook book() {
        return book;
    }

    Guard guard() {
        return guard;
    }

    SimulatedDisk disk() {
        return disk;
    }

    Hearing hearing() {
        return hearing;
    }

    Witness witness() {
        return witness;
    }

    @Override
    public String toString() {
        return id.value() + Arrays.asList(isUp() ? "up" : "down");
    }
}
