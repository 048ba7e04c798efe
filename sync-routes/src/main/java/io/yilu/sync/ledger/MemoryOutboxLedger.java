package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Deliveries.Delivery;
import io.yilu.sync.Deliveries.State;
import io.yilu.sync.engine.Frame.Waiting;
import io.yilu.sync.engine.OutboxLedger;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.Receipt;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The outbox in memory. */
final class MemoryOutboxLedger implements OutboxLedger {

    private final UndoLog undo;
    private final MemoryFileLedger files;
    private final Map<NodeId, NavigableMap<Long, Row>> streams = new HashMap<>();
    private final Map<String, Long> subjectCounters = new HashMap<>();
    private final Map<NodeId, Long> streamCounters = new HashMap<>();
    private final Map<NodeId, Long> through = new HashMap<>();

    MemoryOutboxLedger(UndoLog undo, MemoryFileLedger files) {
        this.undo = undo;
        this.files = files;
    }

    @Override
    public synchronized OutgoingMessage append(OutgoingMessage.Draft draft) {
        long sequence = streamCounters.getOrDefault(draft.destination(), 0L) + 1;
        String subjectKey = draft.destination() + "/" + draft.subject();
        long subjectSequence = subjectCounters.getOrDefault(subjectKey, 0L) + 1;
        undo.put(streamCounters, draft.destination(), sequence);
        undo.put(subjectCounters, subjectKey, subjectSequence);
        OutgoingMessage message = draft.at(sequence, subjectSequence);
        undo.put(stream(draft.destination()), sequence, new Row(message, null, null, false));
        return message;
    }

    @Override
    public synchronized List<OutgoingMessage> unreceipted(NodeId destination, long afterSequence, int limit) {
        return stream(destination).tailMap(afterSequence, false).values().stream()
                .filter(row -> row.receiptedAt == null)
                .limit(limit)
                .map(Row::message)
                .toList();
    }

    @Override
    public synchronized void markSent(NodeId destination, List<Long> sequences, Instant at) {
        change(destination, sequences, row -> new Row(row.message, at, row.receiptedAt, row.held));
    }

    @Override
    public synchronized Set<String> receipted(NodeId destination, Receipt receipt, Instant at) {
        NavigableMap<Long, Row> stream = stream(destination);
        Set<String> moved = new HashSet<>();
        long last = streamCounters.getOrDefault(destination, 0L);
        undo.put(
                through,
                destination,
                Math.max(receiptedThrough(destination), Math.min(last, receipt.committedThrough())));
        Set<Long> beyond = Set.copyOf(receipt.beyond());
        Set<Long> held = Set.copyOf(receipt.held());
        for (Row row : List.copyOf(stream.values())) {
            long sequence = row.message.sequence();
            boolean here = row.sentAt != null && (sequence <= receipt.committedThrough() || beyond.contains(sequence));
            Instant receiptedAt = row.receiptedAt == null && here ? at : row.receiptedAt;
            Row after = new Row(row.message, row.sentAt, receiptedAt, held.contains(sequence));
            if (!after.equals(row)) {
                undo.put(stream, sequence, after);
                moved.add(row.message.subject());
            }
        }
        return moved;
    }

    @Override
    public synchronized long receiptedThrough(NodeId destination) {
        return through.getOrDefault(destination, 0L);
    }

    @Override
    public synchronized Waiting waiting(NodeId destination) {
        List<OutgoingMessage> messages = unreceipted(destination, 0, Integer.MAX_VALUE);
        List<Map.Entry<MemoryFileLedger.OutKey, MemoryFileLedger.Out>> open = files.open().stream()
                .filter(entry -> entry.getKey().peer().equals(destination))
                .toList();
        long bytes =
                messages.stream().mapToLong(message -> message.payload().length).sum()
                        + open.stream()
                                .collect(Collectors.toMap(
                                        entry -> entry.getKey().sha256(),
                                        entry -> entry.getValue().size()
                                                - entry.getValue().receipted(),
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
        return new Waiting(messages.size(), subjects, bytes, oldest);
    }

    @Override
    public synchronized Map<String, Delivery> deliveries(Collection<String> subjects) {
        Map<String, Delivery> deliveries = new TreeMap<>();
        for (String subject : Set.copyOf(subjects)) {
            List<Row> rows = streams.values().stream()
                    .flatMap(stream -> stream.values().stream())
                    .filter(row -> row.message.subject().equals(subject))
                    .toList();
            if (!rows.isEmpty()) {
                deliveries.put(subject, delivery(subject, rows));
            }
        }
        return deliveries;
    }

    private Delivery delivery(String subject, List<Row> rows) {
        List<MemoryFileLedger.Out> open = files.open().stream()
                .filter(entry -> entry.getKey().subject().equals(subject))
                .map(Map.Entry::getValue)
                .toList();
        State state;
        if (rows.stream().anyMatch(Row::held)) {
            state = State.HELD;
        } else if (rows.stream().anyMatch(row -> row.receiptedAt == null && row.sentAt == null)) {
            state = State.STORED;
        } else if (rows.stream().anyMatch(row -> row.receiptedAt == null)) {
            state = State.SENT;
        } else {
            state = open.isEmpty() ? State.COMPLETE : State.RECEIVED;
        }
        @Nullable
        Instant receiptedAt = rows.stream()
                .map(Row::receiptedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        long bytes =
                open.stream().mapToLong(out -> out.size() - out.receipted()).sum();
        return new Delivery(subject, state, bytes, receiptedAt);
    }

    private void change(NodeId destination, List<Long> sequences, java.util.function.UnaryOperator<Row> change) {
        NavigableMap<Long, Row> stream = stream(destination);
        for (long sequence : sequences) {
            Row row = stream.get(sequence);
            if (row != null) {
                undo.put(stream, sequence, change.apply(row));
            }
        }
    }

    private NavigableMap<Long, Row> stream(NodeId peer) {
        return streams.computeIfAbsent(peer, key -> new TreeMap<>());
    }

    private record Row(
            OutgoingMessage message,
            @Nullable Instant sentAt,
            @Nullable Instant receiptedAt,
            boolean held) {}
}
