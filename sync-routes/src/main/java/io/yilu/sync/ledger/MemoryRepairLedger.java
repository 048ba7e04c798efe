package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Repairs.Decision;
import io.yilu.sync.Repairs.HeldConflict;
import io.yilu.sync.Repairs.HeldFile;
import io.yilu.sync.Repairs.HeldMessage;
import io.yilu.sync.Repairs.Page;
import io.yilu.sync.Repairs.Query;
import io.yilu.sync.engine.IncomingMessage;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.RepairLedger;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Held messages and files in memory. */
final class MemoryRepairLedger implements RepairLedger {

    private final UndoLog undo;
    private final MemoryInboxLedger inbox;
    private final MemoryOutboxLedger outbox;
    private final MemoryFileLedger files;

    MemoryRepairLedger(UndoLog undo, MemoryInboxLedger inbox, MemoryOutboxLedger outbox, MemoryFileLedger files) {
        this.undo = undo;
        this.inbox = inbox;
        this.outbox = outbox;
        this.files = files;
    }

    @Override
    public Page<HeldMessage> messages(Query query) {
        return page(
                inbox.held().filter(held -> isOf(query, held.origin())),
                query,
                Comparator.comparing(HeldMessage::receivedAt)
                        .thenComparing(held -> held.origin().value())
                        .thenComparing(HeldMessage::sequence));
    }

    @Override
    public Page<HeldConflict> conflicts(Query query) {
        return page(
                inbox.conflicts().values().stream()
                        .filter(conflict -> !conflict.decided() && isOf(query, conflict.origin()))
                        .map(InboxConflict::asHeld),
                query,
                Comparator.comparing(HeldConflict::conflict));
    }

    @Override
    public Page<HeldFile> files(Query query) {
        return page(
                heldFiles().filter(file -> isOf(query, file.peer())),
                query,
                Comparator.comparing(HeldFile::announcedAt)
                        .thenComparing(file -> file.peer().value())
                        .thenComparing(HeldFile::sha256));
    }

    private static boolean isOf(Query query, NodeId peer) {
        return query.peer() == null || query.peer().equals(peer);
    }

    private static <T> Page<T> page(Stream<T> rows, Query query, Comparator<T> order) {
        List<T> all = rows.sorted(order).toList();
        return new Page<>(all.stream().skip(query.offset()).limit(query.size()).toList(), all.size());
    }

    private Stream<HeldFile> heldFiles() {
        return files.announced().values().stream()
                .flatMap(peers -> peers.entrySet().stream())
                .filter(entry -> !entry.getValue().complete())
                .map(entry -> heldFile(entry.getKey(), entry.getValue()));
    }

    private static HeldFile heldFile(NodeId peer, MemoryFileLedger.In in) {
        return new HeldFile(
                peer,
                in.manifest().sha256(),
                in.manifest().size(),
                in.received(),
                in.rounds(),
                in.asideAt() != null,
                in.announcedAt());
    }

    @Override
    public Optional<HeldMessage> lock(MessageId id) {
        return inbox.held().filter(held -> held.id().equals(id)).findFirst();
    }

    @Override
    public Optional<HeldConflict> lockConflict(long conflict) {
        return Optional.ofNullable(inbox.conflicts().get(conflict))
                .filter(found -> !found.decided())
                .map(InboxConflict::asHeld);
    }

    @Override
    public IncomingMessage content(MessageId id) {
        return inbox.toApply(id);
    }

    @Override
    public IncomingMessage conflictContent(long conflict) {
        return Objects.requireNonNull(inbox.conflicts().get(conflict)).message();
    }

    @Override
    public List<FileManifest> filesOf(MessageId id) {
        return inbox.filesOf(id);
    }

    @Override
    public List<FileManifest> filesOfConflict(long conflict) {
        return Objects.requireNonNull(inbox.conflicts().get(conflict)).files();
    }

    @Override
    public void release(MessageId id) {
        inbox.release(id);
    }

    @Override
    public void correct(MessageId id, byte[] payload, Instant at) {
        inbox.correct(id, payload);
        release(id);
    }

    @Override
    public void discard(MessageId id) {
        inbox.discard(id);
    }

    @Override
    public boolean isItsTurn(MessageId id) {
        IncomingMessage message = inbox.toApply(id);
        return message.subjectSequence() == inbox.appliedThrough(message.origin(), message.subject()) + 1;
    }

    @Override
    public List<MessageId> heldAt(MessageId id, NodeId origin, long sequence) {
        return inbox.held()
                .filter(held -> held.id().equals(id) || (held.origin().equals(origin) && held.sequence() == sequence))
                .sorted(Comparator.comparing(HeldMessage::sequence))
                .map(HeldMessage::id)
                .toList();
    }

    @Override
    public void request(MessageId id, Instant at) {
        inbox.request(id, true);
    }

    @Override
    public List<Long> requested(NodeId origin, int limit) {
        return inbox.held()
                .filter(held -> held.origin().equals(origin) && inbox.isRequested(held.id()))
                .map(HeldMessage::sequence)
                .sorted()
                .limit(limit)
                .toList();
    }

    @Override
    public void decide(long conflict, Decision decision, Instant at) {
        Map<Long, InboxConflict> conflicts = inbox.conflicts();
        undo.put(
                conflicts,
                conflict,
                Objects.requireNonNull(conflicts.get(conflict)).afterDecision());
    }

    @Override
    public Optional<HeldFile> file(NodeId peer, String sha256) {
        return heldFiles()
                .filter(file -> file.peer().equals(peer) && file.sha256().equals(sha256))
                .findFirst();
    }

    @Override
    public void releaseFile(NodeId peer, String sha256) {
        files.change(peer, sha256, MemoryFileLedger.In::anotherChance);
    }

    @Override
    public List<OutgoingMessage> outgoing(NodeId destination, Collection<Long> sequences) {
        return new TreeSet<>(sequences)
                .stream()
                        .map(sequence -> outbox.message(destination, sequence))
                        .flatMap(Optional::stream)
                        .toList();
    }
}
