package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Deliveries.Delivery;
import io.yilu.sync.Deliveries.State;
import io.yilu.sync.engine.Frame.Waiting;
import io.yilu.sync.engine.OutboxLedger;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.Receipt;
import io.yilu.sync.engine.StreamChain;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The outbox in memory. */
final class MemoryOutboxLedger implements OutboxLedger {

    private final NodeId self;
    private final UndoLog undo;
    private final MemoryFileLedger files;
    private final MemoryInboxLedger inbox;
    private final NavigableMap<StreamPlace, Row> rows;
    /** Those not receipted yet; a stream may be long and its open end is short. */
    private final NavigableMap<StreamPlace, Row> unreceipted;

    private final NavigableMap<StreamPlace, Row> held;
    private final NavigableMap<StreamPlace, Row> toReplay;
    private final Map<Subject, Long> subjectCounters;
    private final Map<NodeId, Head> heads;
    private final Map<NodeId, Long> through;

    MemoryOutboxLedger(NodeId self, UndoLog undo, MemoryFileLedger files, MemoryInboxLedger inbox) {
        this.self = self;
        this.undo = undo;
        this.files = files;
        this.inbox = inbox;
        this.rows = undo.table(new TreeMap<>());
        this.unreceipted = undo.table(new TreeMap<>());
        this.held = undo.table(new TreeMap<>());
        this.toReplay = undo.table(new TreeMap<>());
        this.subjectCounters = undo.table(new HashMap<>());
        this.heads = undo.table(new HashMap<>());
        this.through = undo.table(new HashMap<>());
    }

    @Override
    public synchronized OutgoingMessage append(OutgoingMessage.Draft draft) {
        Head head = head(draft.destination());
        Subject subject = new Subject(draft.destination(), draft.subject());
        StreamChain.Place place = new StreamChain.Place(
                head.sequence + 1,
                subjectCounters.getOrDefault(subject, 0L) + 1,
                inbox.appliedThrough(draft.destination(), draft.subject()),
                head.chain);
        OutgoingMessage message = place.put(draft, self);
        undo.put(
                heads,
                draft.destination(),
                new Head(message.sequence(), message.lineage().chain()));
        undo.put(subjectCounters, subject, message.subjectSequence());
        put(new Row(message, null, null, false, false));
        return message;
    }

    @Override
    public synchronized List<OutgoingMessage> unreceipted(NodeId destination, long afterSequence, int limit) {
        return StreamPlace.beyond(unreceipted, destination, afterSequence).values().stream()
                .limit(limit)
                .map(Row::message)
                .toList();
    }

    @Override
    public synchronized List<OutgoingMessage> unreceipted(
            NodeId destination, Lane lane, long afterSequence, int limit) {
        return StreamPlace.beyond(unreceipted, destination, afterSequence).values().stream()
                .map(Row::message)
                .filter(message -> message.lane() == lane)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void markSent(NodeId destination, List<Long> sequences, Instant at) {
        for (long sequence : sequences) {
            change(new StreamPlace(destination, sequence), row -> row.sent(at));
        }
    }

    /** Whether there are messages about the subject, all of them receipted, none held, none beyond this sequence. */
    synchronized boolean isAppliedThrough(NodeId destination, String subject, long through) {
        List<Row> about = StreamPlace.beyond(rows, destination, 0).values().stream()
                .filter(row -> row.message.subject().equals(subject))
                .toList();
        return !about.isEmpty()
                && about.stream()
                        .allMatch(row -> row.receiptedAt != null && !row.held && row.message.sequence() <= through);
    }

    @Override
    public synchronized Set<String> receipted(NodeId destination, Receipt receipt, Instant at) {
        Set<Long> beyond = Set.copyOf(receipt.beyond());
        Set<String> moved = new HashSet<>();
        StreamPlace top = new StreamPlace(destination, Math.max(0, receipt.top()));
        for (Row row : List.copyOf(unreceipted
                .subMap(new StreamPlace(destination, 0), false, top, true)
                .values())) {
            long sequence = row.message.sequence();
            boolean here = sequence <= receipt.committedThrough() || beyond.contains(sequence);
            if (here && row.sentAt != null) {
                put(row.receipted(at));
                moved.add(row.message.subject());
            }
        }
        advance(destination, receipt.committedThrough());
        noteHeld(destination, Set.copyOf(receipt.held()), moved);
        return moved;
    }

    private void advance(NodeId destination, long committed) {
        NavigableMap<StreamPlace, Row> open = StreamPlace.beyond(unreceipted, destination, 0);
        long whole =
                open.isEmpty() ? head(destination).sequence : open.firstKey().sequence() - 1;
        long mark = Math.min(whole, committed);
        if (mark > receiptedThrough(destination)) {
            undo.put(through, destination, mark);
        }
    }

    private void noteHeld(NodeId destination, Set<Long> now, Set<String> moved) {
        for (StreamPlace place :
                List.copyOf(StreamPlace.beyond(held, destination, 0).keySet())) {
            if (!now.contains(place.sequence())) {
                change(place, row -> row.held(false));
                moved.add(row(place).message.subject());
            }
        }
        for (long sequence : now) {
            StreamPlace place = new StreamPlace(destination, sequence);
            if (rows.containsKey(place) && !held.containsKey(place)) {
                change(place, row -> row.held(true));
                moved.add(row(place).message.subject());
            }
        }
    }

    @Override
    public synchronized long receiptedThrough(NodeId destination) {
        return through.getOrDefault(destination, 0L);
    }

    @Override
    public synchronized long lastSequence(NodeId destination) {
        return head(destination).sequence;
    }

    @Override
    public synchronized Optional<String> chainAt(NodeId destination, long sequence) {
        return Optional.ofNullable(rows.get(new StreamPlace(destination, sequence)))
                .map(row -> row.message.lineage().chain());
    }

    /** The message at this place, if it is still kept. */
    synchronized Optional<OutgoingMessage> message(NodeId destination, long sequence) {
        return Optional.ofNullable(rows.get(new StreamPlace(destination, sequence)))
                .map(row -> row.message);
    }

    @Override
    public synchronized long reopen(NodeId destination, Receipt here) {
        List<Row> lost = StreamPlace.beyond(rows, destination, here.committedThrough()).values().stream()
                .filter(row -> row.receiptedAt != null && !here.beyond().contains(row.message.sequence()))
                .toList();
        if (!lost.isEmpty()) {
            undo.put(through, destination, Math.min(receiptedThrough(destination), here.committedThrough()));
        }
        lost.forEach(row -> put(row.receipted(null).held(false)));
        files.reopen(
                destination, lost.stream().map(row -> row.message.subject()).collect(Collectors.toSet()));
        return lost.size();
    }

    @Override
    public synchronized Waiting waiting(NodeId destination) {
        List<OutgoingMessage> messages = unreceipted(destination, 0, Integer.MAX_VALUE);
        List<Map.Entry<MemoryFileLedger.OutKey, MemoryFileLedger.Out>> open = files.open(destination);
        long payloads =
                messages.stream().mapToLong(message -> message.payload().length).sum();
        long missing = open.stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().sha256(),
                        entry -> entry.getValue().size() - entry.getValue().receipted(),
                        Math::max))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
        long subjects = Stream.concat(
                        messages.stream().map(OutgoingMessage::subject),
                        open.stream().map(entry -> entry.getKey().subject()))
                .distinct()
                .count();
        @Nullable
        Instant oldest = Stream.concat(
                        messages.stream().map(OutgoingMessage::createdAt),
                        open.stream().map(entry -> entry.getValue().createdAt()))
                .min(Instant::compareTo)
                .orElse(null);
        return new Waiting(messages.size(), subjects, payloads + missing, oldest);
    }

    @Override
    public synchronized Map<String, Delivery> deliveries(Collection<String> subjects) {
        Map<String, List<Row>> bySubject = rows.values().stream()
                .filter(row -> subjects.contains(row.message.subject()))
                .collect(Collectors.groupingBy(row -> row.message.subject(), TreeMap::new, Collectors.toList()));
        Map<String, Delivery> deliveries = new TreeMap<>();
        bySubject.forEach((subject, ofSubject) -> deliveries.put(subject, delivery(subject, ofSubject)));
        return deliveries;
    }

    private Delivery delivery(String subject, List<Row> ofSubject) {
        List<MemoryFileLedger.Out> open = files.open(subject);
        State state;
        if (ofSubject.stream().anyMatch(Row::held)) {
            state = State.HELD;
        } else if (ofSubject.stream().anyMatch(row -> row.receiptedAt == null && row.sentAt == null)) {
            state = State.STORED;
        } else if (ofSubject.stream().anyMatch(row -> row.receiptedAt == null)) {
            state = State.SENT;
        } else {
            state = open.isEmpty() ? State.COMPLETE : State.RECEIVED;
        }
        @Nullable
        Instant receiptedAt = ofSubject.stream()
                .map(Row::receiptedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        long bytes =
                open.stream().mapToLong(out -> out.size() - out.receipted()).sum();
        return new Delivery(subject, state, bytes, receiptedAt);
    }

    // ---- for the recovery, which works on the same rows

    NavigableMap<StreamPlace, Row> rowsBeyond(NodeId peer, long mark) {
        return StreamPlace.beyond(rows, peer, mark);
    }

    /** As they are now: the view moves with the rows. */
    Collection<Row> waitingForReplay(NodeId peer) {
        return StreamPlace.beyond(toReplay, peer, 0).values();
    }

    /** Those of all peers. */
    Collection<Row> waitingForReplay() {
        return toReplay.values();
    }

    void put(Row row) {
        StreamPlace place = new StreamPlace(row.message.destination(), row.message.sequence());
        undo.put(rows, place, row);
        index(unreceipted, place, row, row.receiptedAt == null);
        index(held, place, row, row.held);
        index(toReplay, place, row, row.replay);
    }

    void delete(NodeId peer, long sequence) {
        StreamPlace place = new StreamPlace(peer, sequence);
        undo.remove(rows, place);
        undo.remove(unreceipted, place);
        undo.remove(held, place);
        undo.remove(toReplay, place);
    }

    /** Brings the counters to where the rows are. */
    void recount(NodeId peer) {
        NavigableMap<StreamPlace, Row> stream = rowsBeyond(peer, 0);
        if (stream.isEmpty()) {
            return;
        }
        OutgoingMessage last = stream.lastEntry().getValue().message;
        undo.put(heads, peer, new Head(last.sequence(), last.lineage().chain()));
        Map<Subject, Long> counters = new HashMap<>();
        stream.values()
                .forEach(row -> counters.merge(
                        new Subject(peer, row.message.subject()), row.message.subjectSequence(), Math::max));
        // Also of a subject whose rows all move: its first turn is free again, and would never come otherwise.
        List.copyOf(subjectCounters.keySet()).stream()
                .filter(subject -> subject.peer().equals(peer))
                .forEach(subject -> undo.remove(subjectCounters, subject));
        counters.forEach((subject, count) -> undo.put(subjectCounters, subject, count));
    }

    private void index(NavigableMap<StreamPlace, Row> index, StreamPlace place, Row row, boolean belongs) {
        if (belongs) {
            undo.put(index, place, row);
        } else if (index.containsKey(place)) {
            undo.remove(index, place);
        }
    }

    private void change(StreamPlace place, UnaryOperator<Row> change) {
        Row row = rows.get(place);
        if (row != null) {
            put(change.apply(row));
        }
    }

    private Row row(StreamPlace place) {
        return Objects.requireNonNull(rows.get(place));
    }

    private Head head(NodeId peer) {
        return heads.getOrDefault(peer, Head.NONE);
    }

    private record Head(long sequence, String chain) {
        private static final Head NONE = new Head(0, Lineage.GENESIS);
    }

    private record Subject(NodeId peer, String subject) {}

    record Row(
            OutgoingMessage message,
            @Nullable Instant sentAt,
            @Nullable Instant receiptedAt,
            boolean held,
            boolean replay) {

        Row sent(Instant at) {
            return new Row(message, at, receiptedAt, held, replay);
        }

        Row receipted(@Nullable Instant at) {
            return new Row(message, sentAt, at, held, replay);
        }

        Row held(boolean isHeld) {
            return new Row(message, sentAt, receiptedAt, isHeld, replay);
        }

        Row replay(boolean mustReplay) {
            return new Row(message, sentAt, receiptedAt, held, mustReplay);
        }
    }
}
