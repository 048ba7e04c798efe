package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.InboxLedger;
import io.yilu.sync.engine.IncomingMessage;
import io.yilu.sync.engine.Receipt;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The inbox in memory. */
final class MemoryInboxLedger implements InboxLedger {

    private final UndoLog undo;
    private final Map<MessageId, Row> rows = new HashMap<>();
    private final Map<NodeId, TreeMap<Long, MessageId>> bySequence = new HashMap<>();
    private final Map<Turn, MessageId> byTurn = new HashMap<>();
    private final Map<Place, Place> conflicts = new HashMap<>();
    private final Map<NodeId, Long> through = new HashMap<>();
    private final Map<Subject, Long> applied = new HashMap<>();

    MemoryInboxLedger(UndoLog undo) {
        this.undo = undo;
    }

    @Override
    public synchronized Arrival store(Envelope envelope, Instant receivedAt) {
        byte[] payload = FrameCodec.bytes(envelope.payload());
        TreeMap<Long, MessageId> sequences = sequences(envelope.origin());
        List<Row> known = Stream.of(
                        Optional.ofNullable(rows.get(envelope.id())),
                        Optional.ofNullable(sequences.get(envelope.sequence())).map(rows::get))
                .flatMap(Optional::stream)
                .toList();
        if (!known.isEmpty()) {
            boolean same = known.stream().allMatch(row -> row.isSame(envelope, payload));
            if (!same) {
                Place place = new Place(envelope.origin(), envelope.sequence());
                undo.put(conflicts, place, place);
                advance(envelope.origin());
            }
            return same ? Arrival.DUPLICATE : Arrival.CONFLICT;
        }
        IncomingMessage message = new IncomingMessage(
                envelope.id(),
                envelope.origin(),
                envelope.sequence(),
                envelope.subject(),
                envelope.subjectSequence(),
                envelope.type(),
                envelope.schemaVersion(),
                envelope.createdAt(),
                receivedAt,
                1,
                payload);
        undo.put(rows, message.id(), new Row(message, State.WAITING, null, null));
        undo.put(sequences, message.sequence(), message.id());
        undo.put(byTurn, turn(message), message.id());
        advance(envelope.origin());
        return Arrival.STORED;
    }

    private void advance(NodeId origin) {
        TreeSet<Long> committed = committed(origin);
        long mark = through.getOrDefault(origin, 0L);
        while (committed.contains(mark + 1)) {
            mark++;
        }
        undo.put(through, origin, mark);
    }

    /** Sequences that are stored, conflicts among them. */
    private TreeSet<Long> committed(NodeId origin) {
        TreeSet<Long> committed = new TreeSet<>(sequences(origin)
                .tailMap(through.getOrDefault(origin, 0L), false)
                .keySet());
        conflicts.keySet().stream()
                .filter(place -> place.origin.equals(origin))
                .forEach(place -> committed.add(place.sequence));
        return committed;
    }

    @Override
    public synchronized Optional<IncomingMessage> next(NodeId origin, String subject, Instant now) {
        Subject key = new Subject(origin, subject);
        return Optional.ofNullable(byTurn.get(new Turn(key, applied.getOrDefault(key, 0L) + 1)))
                .map(rows::get)
                .filter(row -> row.isDue(now))
                .map(Row::message);
    }

    @Override
    public synchronized List<String> unfinishedSubjects(NodeId origin, Instant now, int limit) {
        return rows.values().stream()
                .filter(row -> row.message.origin().equals(origin) && row.isDue(now))
                .map(row -> row.message.subject())
                .distinct()
                .filter(subject -> next(origin, subject, now).isPresent())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void countAttempt(IncomingMessage message) {
        change(message, row -> new Row(row.attempted(1), row.state, row.notBefore, row.error));
    }

    @Override
    public synchronized void markApplied(IncomingMessage message, Instant at) {
        Row row = rows.get(message.id());
        if (row == null || row.state != State.WAITING) {
            throw new IllegalStateException("Message " + message.id() + " was applied by another.");
        }
        undo.put(rows, message.id(), new Row(row.message, State.APPLIED, null, null));
        undo.put(applied, new Subject(message.origin(), message.subject()), message.subjectSequence());
    }

    @Override
    public synchronized void retryLater(IncomingMessage message, String error, Instant notBefore) {
        change(message, row -> new Row(row.attempted(-1), row.state, notBefore, error));
    }

    @Override
    public synchronized void quarantine(IncomingMessage message, State as, String error) {
        change(message, row -> new Row(row.message, as, null, error));
    }

    @Override
    public synchronized void releaseUnknown(NodeId origin, Map<String, Integer> known) {
        for (Row row : List.copyOf(rows.values())) {
            if (row.message.origin().equals(origin)
                    && row.state == State.UNKNOWN
                    && row.message.schemaVersion() <= known.getOrDefault(row.message.type(), 0)) {
                change(row.message, old -> new Row(old.attempted(-old.message.attempts()), State.WAITING, null, null));
            }
        }
    }

    @Override
    public synchronized Receipt receipt(NodeId origin) {
        long mark = through.getOrDefault(origin, 0L);
        List<Long> beyond = committed(origin).tailSet(mark, false).stream()
                .limit(Receipt.MOST_EXCEPTIONS)
                .toList();
        return new Receipt(
                mark,
                beyond,
                held(origin).stream().limit(Receipt.MOST_EXCEPTIONS).toList());
    }

    @Override
    public synchronized long heldMessages(NodeId origin) {
        return held(origin).size();
    }

    private TreeSet<Long> held(NodeId origin) {
        TreeSet<Long> held = new TreeSet<>();
        for (Row row : rows.values()) {
            boolean open = row.state == State.WAITING || row.state == State.QUARANTINED || row.state == State.UNKNOWN;
            if (row.message.origin().equals(origin) && open) {
                held.add(row.message.sequence());
            }
        }
        conflicts.keySet().stream()
                .filter(place -> place.origin.equals(origin))
                .forEach(place -> held.add(place.sequence));
        return held;
    }

    private void change(IncomingMessage message, java.util.function.UnaryOperator<Row> change) {
        Row row = rows.get(message.id());
        if (row != null) {
            undo.put(rows, message.id(), change.apply(row));
        }
    }

    private TreeMap<Long, MessageId> sequences(NodeId origin) {
        return bySequence.computeIfAbsent(origin, key -> new TreeMap<>());
    }

    private static Turn turn(IncomingMessage message) {
        return new Turn(new Subject(message.origin(), message.subject()), message.subjectSequence());
    }

    private record Subject(NodeId origin, String subject) {}

    private record Turn(Subject subject, long sequence) {}

    private record Place(NodeId origin, long sequence) {}

    private record Row(
            IncomingMessage message,
            State state,
            @Nullable Instant notBefore,
            @Nullable String error) {

        boolean isDue(Instant now) {
            return state == State.WAITING && (notBefore == null || !notBefore.isAfter(now));
        }

        boolean isSame(Envelope envelope, byte[] payload) {
            return message.id().equals(envelope.id())
                    && message.origin().equals(envelope.origin())
                    && message.sequence() == envelope.sequence()
                    && Arrays.equals(message.payload(), payload);
        }

        IncomingMessage attempted(int more) {
            return new IncomingMessage(
                    message.id(),
                    message.origin(),
                    message.sequence(),
                    message.subject(),
                    message.subjectSequence(),
                    message.type(),
                    message.schemaVersion(),
                    message.createdAt(),
                    message.receivedAt(),
                    message.attempts() + more,
                    message.payload());
        }
    }
}
