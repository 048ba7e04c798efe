package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.AwaitedFiles;
import io.yilu.sync.engine.HandBackMerge;
import io.yilu.sync.engine.HandBackMerge.Hole;
import io.yilu.sync.engine.LostMessage;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.RecoveryLedger;
import io.yilu.sync.engine.StreamChain;
import io.yilu.sync.ledger.MemoryOutboxLedger.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recoveries in memory. */
final class MemoryRecoveryLedger implements RecoveryLedger {

    private final NodeId self;
    private final UndoLog undo;
    private final MemoryOutboxLedger outbox;
    private final MemoryInboxLedger inbox;
    private final Map<NodeId, Recovery> recoveries;
    private final NavigableMap<StreamPlace, OutgoingMessage> staged;
    private final AwaitedFiles files;

    MemoryRecoveryLedger(
            NodeId self, UndoLog undo, MemoryOutboxLedger outbox, MemoryInboxLedger inbox, MemoryFileLedger files) {
        this.self = self;
        this.undo = undo;
        this.outbox = outbox;
        this.inbox = inbox;
        this.recoveries = undo.table(new HashMap<>());
        this.staged = undo.table(new TreeMap<>());
        this.files = new MemoryAwaitedFiles(undo, files);
    }

    @Override
    public synchronized Phase phase(NodeId peer) {
        Recovery recovery = recoveries.get(peer);
        return recovery == null ? Phase.NONE : recovery.phase;
    }

    @Override
    public synchronized List<NodeId> open() {
        return recoveries.keySet().stream()
                .sorted(Comparator.comparing(NodeId::value))
                .toList();
    }

    @Override
    public synchronized boolean isWhole() {
        return recoveries.isEmpty() && outbox.waitingForReplay().isEmpty();
    }

    @Override
    public synchronized Set<String> closed(NodeId peer) {
        return recoveries.containsKey(peer) ? Set.of() : subjects(peer);
    }

    private Set<String> subjects(NodeId peer) {
        return outbox.waitingForReplay(peer).stream()
                .map(row -> row.message().subject())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public synchronized void begin(NodeId peer) {
        if (phase(peer) != Phase.FETCHING) {
            clearStage(peer);
            undo.put(recoveries, peer, new Recovery(Phase.FETCHING, outbox.receiptedThrough(peer)));
        }
    }

    private void clearStage(NodeId peer) {
        List.copyOf(StreamPlace.beyond(staged, peer, 0).keySet()).forEach(place -> undo.remove(staged, place));
    }

    @Override
    public synchronized long fetchedThrough(NodeId peer) {
        NavigableMap<StreamPlace, OutgoingMessage> here = StreamPlace.beyond(staged, peer, 0);
        return here.isEmpty() ? mark(peer) : here.lastKey().sequence();
    }

    private long mark(NodeId peer) {
        Recovery recovery = recoveries.get(peer);
        return recovery == null ? 0 : recovery.mark;
    }

    @Override
    public synchronized void stage(NodeId peer, List<OutgoingMessage> messages) {
        for (OutgoingMessage message : messages) {
            StreamPlace place = new StreamPlace(peer, message.sequence());
            if (!staged.containsKey(place)) {
                undo.put(staged, place, message);
            }
        }
    }

    @Override
    public synchronized long merge(NodeId peer, Instant at) {
        long mark = mark(peer);
        Map<String, Long> turns = lastTurns(peer, mark);
        HandBackMerge.Plan plan = new HandBackMerge(
                        mark,
                        places(outbox.rowsBeyond(peer, mark).values().stream().map(Row::message)),
                        places(StreamPlace.beyond(staged, peer, mark).values().stream()))
                .plan(subject -> turns.getOrDefault(subject, 0L));
        carryOut(peer, plan, at);
        clearStage(peer);
        undo.put(recoveries, peer, new Recovery(Phase.REPLAYING, mark));
        return plan.holes().size();
    }

    private static Collection<HandBackMerge.Row> places(Stream<OutgoingMessage> messages) {
        return messages.map(message -> new HandBackMerge.Row(
                        message.sequence(), message.id(), message.subject(), message.subjectSequence()))
                .toList();
    }

    private Map<String, Long> lastTurns(NodeId peer, long mark) {
        Map<String, Long> turns = new HashMap<>();
        outbox.rowsBeyond(peer, 0).values().stream()
                .takeWhile(row -> row.message().sequence() <= mark)
                .forEach(row ->
                        turns.merge(row.message().subject(), row.message().subjectSequence(), Math::max));
        return turns;
    }

    private void carryOut(NodeId peer, HandBackMerge.Plan plan, Instant at) {
        List<OutgoingMessage> moved = plan.moved().stream()
                .map(sequence -> row(peer, sequence).message())
                .toList();
        plan.moved().forEach(sequence -> outbox.delete(peer, sequence));
        plan.dropped().forEach(sequence -> outbox.delete(peer, sequence));
        plan.same().forEach(sequence -> outbox.put(row(peer, sequence).sent(at).receipted(at)));
        plan.inserted()
                .forEach(sequence -> outbox.put(new Row(
                        Objects.requireNonNull(staged.get(new StreamPlace(peer, sequence))), at, at, false, true)));
        plan.holes().forEach(hole -> fill(peer, hole, at));
        outbox.recount(peer);
        moved.forEach(message -> outbox.append(new OutgoingMessage.Draft(
                message.id(),
                peer,
                message.subject(),
                message.type(),
                message.schemaVersion(),
                message.lane(),
                message.createdAt(),
                message.lineage().cause(),
                message.files(),
                message.payload())));
    }

    private void fill(NodeId peer, Hole hole, Instant at) {
        String before = outbox.chainAt(peer, hole.sequence() - 1).orElse(Lineage.GENESIS);
        StreamChain.Place place = new StreamChain.Place(hole.sequence(), hole.subjectSequence(), 0, before);
        outbox.put(
                new Row(place.put(LostMessage.draft(peer, hole.subject(), place, at), self), null, null, false, false));
    }

    private Row row(NodeId peer, long sequence) {
        return Objects.requireNonNull(outbox.rowsBeyond(peer, 0).get(new StreamPlace(peer, sequence)));
    }

    @Override
    public synchronized List<OutgoingMessage> replayable(NodeId peer, long after, int limit) {
        return firstOfEach(peer)
                .filter(message -> message.lineage().cause() == null
                        && message.lineage().after() <= inbox.appliedThrough(peer, message.subject()))
                .filter(message -> message.sequence() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<OutgoingMessage> stranded(NodeId peer, long after, int limit) {
        return firstOfEach(peer)
                .filter(message -> Optional.ofNullable(message.lineage().cause())
                        .flatMap(inbox::open)
                        .isEmpty())
                .filter(message -> !inbox.hasOpen(
                        peer, message.subject(), message.lineage().after()))
                .filter(message -> message.sequence() > after)
                .limit(limit)
                .toList();
    }

    /** The first of each subject that waits. */
    private Stream<OutgoingMessage> firstOfEach(NodeId peer) {
        Set<String> seen = new HashSet<>();
        return outbox.waitingForReplay(peer).stream().map(Row::message).filter(message -> seen.add(message.subject()));
    }

    @Override
    public synchronized void replayed(OutgoingMessage message) {
        outbox.put(row(message.destination(), message.sequence()).replay(false));
    }

    @Override
    public synchronized long waiting(NodeId peer) {
        return outbox.waitingForReplay(peer).size();
    }

    @Override
    public synchronized long waitingSubjects(NodeId peer) {
        return subjects(peer).size();
    }

    @Override
    public synchronized Set<String> behindHeld(NodeId peer) {
        return firstOfEach(peer)
                .filter(this::isBehindHeld)
                .map(OutgoingMessage::subject)
                .collect(Collectors.toSet());
    }

    private boolean isBehindHeld(OutgoingMessage own) {
        return Optional.ofNullable(own.lineage().cause())
                .flatMap(inbox::open)
                .map(cause -> inbox.isHeld(cause.origin(), cause.subject()))
                .orElseGet(() -> inbox.isHeld(own.destination(), own.subject()));
    }

    @Override
    public synchronized boolean mustReplayBefore(NodeId peer, String subject, long subjectSequence) {
        return outbox.waitingForReplay(peer).stream()
                .map(Row::message)
                .anyMatch(message ->
                        message.subject().equals(subject) && message.lineage().after() < subjectSequence);
    }

    @Override
    public synchronized Optional<OutgoingMessage> writtenBy(NodeId destination, String subject, MessageId cause) {
        return outbox.waitingForReplay(destination).stream()
                .map(Row::message)
                .filter(message -> message.subject().equals(subject)
                        && cause.equals(message.lineage().cause()))
                .findFirst();
    }

    @Override
    public synchronized List<OutgoingMessage> writtenBy(MessageId cause) {
        return outbox.waitingForReplay().stream()
                .map(Row::message)
                .filter(message -> cause.equals(message.lineage().cause()))
                .sorted(Comparator.comparingLong(OutgoingMessage::sequence))
                .toList();
    }

    @Override
    public synchronized void end(NodeId peer) {
        undo.remove(recoveries, peer);
    }

    @Override
    public synchronized void abandon(NodeId peer) {
        List.copyOf(outbox.waitingForReplay(peer)).forEach(row -> outbox.put(row.replay(false)));
    }

    @Override
    public AwaitedFiles files() {
        return files;
    }

    private record Recovery(Phase phase, long mark) {}
}
