package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.InboxLedger;
import io.yilu.sync.engine.IncomingMessage;
import io.yilu.sync.engine.Receipt;
import io.yilu.sync.engine.StreamChain;
import io.yilu.sync.engine.StreamWalk;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The inbox in memory. */
final class MemoryInboxLedger implements InboxLedger {

    private final NodeId self;
    private final UndoLog undo;
    private final Map<MessageId, Row> rows;
    private final NavigableMap<StreamPlace, MessageId> bySequence;
    /** Those neither applied nor discarded. */
    private final NavigableMap<StreamPlace, MessageId> open;

    private final Map<Turn, MessageId> byTurn;
    private final NavigableMap<StreamPlace, String> conflicts;
    private final Map<NodeId, Mark> marks;
    private final Map<Subject, Long> applied;

    MemoryInboxLedger(NodeId self, UndoLog undo) {
        this.self = self;
        this.undo = undo;
        this.rows = undo.table(new HashMap<>());
        this.bySequence = undo.table(new TreeMap<>());
        this.open = undo.table(new TreeMap<>());
        this.byTurn = undo.table(new HashMap<>());
        this.conflicts = undo.table(new TreeMap<>());
        this.marks = undo.table(new HashMap<>());
        this.applied = undo.table(new HashMap<>());
    }

    @Override
    public synchronized Arrival store(Envelope envelope, Instant receivedAt) {
        byte[] payload = FrameCodec.bytes(envelope.payload());
        StreamPlace place = new StreamPlace(envelope.origin(), envelope.sequence());
        List<Row> known = Stream.of(
                        Optional.ofNullable(rows.get(envelope.id())),
                        Optional.ofNullable(bySequence.get(place)).map(rows::get))
                .flatMap(Optional::stream)
                .toList();
        if (!known.isEmpty()) {
            boolean same = known.stream().allMatch(row -> row.isSame(envelope, payload));
            if (!same) {
                undo.put(conflicts, place, envelope.lineage().chain());
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
                envelope.lineage(),
                1,
                payload);
        put(new Row(message, envelope.files(), StreamChain.digest(envelope), State.WAITING, null, null));
        undo.put(bySequence, place, message.id());
        undo.put(byTurn, turn(message), message.id());
        return Arrival.STORED;
    }

    @Override
    public synchronized List<Long> advance(NodeId origin) {
        Mark mark = mark(origin);
        StreamWalk walk = new StreamWalk(mark.through, mark.chain);
        for (long sequence : committedBeyond(origin, mark.through)) {
            StreamPlace place = new StreamPlace(origin, sequence);
            MessageId id = bySequence.get(place);
            Row row = id == null ? null : rows.get(id);
            walk.step(
                    row == null
                            ? new StreamWalk.Link(sequence, null, Objects.requireNonNull(conflicts.get(place)), "")
                            : new StreamWalk.Link(
                                    sequence, row.digest, row.message.lineage().chain(), row.message.type()));
        }
        if (walk.through() > mark.through) {
            undo.put(marks, origin, new Mark(walk.through(), walk.chain()));
        }
        return walk.broken();
    }

    /** Sequences that are stored beyond the mark, conflicts among them. */
    private TreeSet<Long> committedBeyond(NodeId origin, long mark) {
        TreeSet<Long> committed = new TreeSet<>();
        StreamPlace.beyond(bySequence, origin, mark).keySet().forEach(place -> committed.add(place.sequence()));
        StreamPlace.beyond(conflicts, origin, mark).keySet().forEach(place -> committed.add(place.sequence()));
        return committed;
    }

    @Override
    public synchronized List<Envelope> history(NodeId origin, long after, int limit) {
        return StreamPlace.beyond(bySequence, origin, after).values().stream()
                .limit(limit)
                .map(id -> Objects.requireNonNull(rows.get(id)).envelope(self))
                .toList();
    }

    /** How far the subject is applied. */
    synchronized long appliedThrough(NodeId origin, String subject) {
        return applied.getOrDefault(new Subject(origin, subject), 0L);
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
        return openRows(origin)
                .filter(row -> row.isDue(now))
                .map(row -> row.message.subject())
                .distinct()
                .filter(subject -> next(origin, subject, now).isPresent())
                .limit(limit)
                .toList();
    }

    private Stream<Row> openRows(NodeId origin) {
        return StreamPlace.beyond(open, origin, 0).values().stream().map(id -> Objects.requireNonNull(rows.get(id)));
    }

    @Override
    public synchronized void countAttempt(IncomingMessage message) {
        change(message, row -> row.with(row.attempted(1), row.state, row.notBefore, row.error));
    }

    @Override
    public synchronized void markApplied(IncomingMessage message, Instant at) {
        Row row = rows.get(message.id());
        if (row == null || row.state != State.WAITING) {
            throw new IllegalStateException("Message " + message.id() + " was applied by another.");
        }
        put(row.with(row.message, State.APPLIED, null, null));
        undo.put(applied, new Subject(message.origin(), message.subject()), message.subjectSequence());
    }

    @Override
    public synchronized void retryLater(IncomingMessage message, String error, Instant notBefore) {
        change(message, row -> row.with(row.attempted(-1), row.state, notBefore, error));
    }

    @Override
    public synchronized void quarantine(IncomingMessage message, State as, String error) {
        change(message, row -> row.with(row.message, as, null, error));
    }

    @Override
    public synchronized void releaseUnknown(NodeId origin, Map<String, Integer> known) {
        for (Row row : openRows(origin).toList()) {
            if (row.state == State.UNKNOWN
                    && row.message.schemaVersion() <= known.getOrDefault(row.message.type(), 0)) {
                change(row.message, old -> old.with(old.attempted(-old.message.attempts()), State.WAITING, null, null));
            }
        }
    }

    @Override
    public synchronized Receipt receipt(NodeId origin) {
        Mark mark = mark(origin);
        return new Receipt(
                mark.through,
                committedBeyond(origin, mark.through).stream()
                        .limit(Receipt.MOST_EXCEPTIONS)
                        .toList(),
                held(origin).stream().limit(Receipt.MOST_EXCEPTIONS).toList(),
                mark.chain);
    }

    @Override
    public synchronized long heldMessages(NodeId origin) {
        return held(origin).size();
    }

    private TreeSet<Long> held(NodeId origin) {
        TreeSet<Long> held = new TreeSet<>();
        openRows(origin).forEach(row -> held.add(row.message.sequence()));
        StreamPlace.beyond(conflicts, origin, 0).keySet().forEach(place -> held.add(place.sequence()));
        return held;
    }

    private void change(IncomingMessage message, java.util.function.UnaryOperator<Row> change) {
        Row row = rows.get(message.id());
        if (row != null) {
            put(change.apply(row));
        }
    }

    private void put(Row row) {
        StreamPlace place = new StreamPlace(row.message.origin(), row.message.sequence());
        undo.put(rows, row.message.id(), row);
        if (row.isOpen()) {
            undo.put(open, place, row.message.id());
        } else {
            undo.remove(open, place);
        }
    }

    private Mark mark(NodeId origin) {
        return marks.getOrDefault(origin, Mark.NONE);
    }

    private static Turn turn(IncomingMessage message) {
        return new Turn(new Subject(message.origin(), message.subject()), message.subjectSequence());
    }

    private record Mark(long through, String chain) {
        private static final Mark NONE = new Mark(0, Lineage.GENESIS);
    }

    private record Subject(NodeId origin, String subject) {}

    private record Turn(Subject subject, long sequence) {}

    private record Row(
            IncomingMessage message,
            List<FileManifest> files,
            String digest,
            State state,
            @Nullable Instant notBefore,
            @Nullable String error) {

        Row with(IncomingMessage changed, State as, @Nullable Instant at, @Nullable String why) {
            return new Row(changed, files, digest, as, at, why);
        }

        boolean isOpen() {
            return state != State.APPLIED && state != State.DISCARDED;
        }

        boolean isDue(Instant now) {
            return state == State.WAITING
                    && (notBefore == null
                            || !notBefore.isAfter(now)
                            || notBefore.isAfter(now.plus(InboxLedger.LONGEST_PAUSE)));
        }

        boolean isSame(Envelope envelope, byte[] payload) {
            return message.id().equals(envelope.id())
                    && message.origin().equals(envelope.origin())
                    && message.sequence() == envelope.sequence()
                    && Arrays.equals(message.payload(), payload);
        }

        Envelope envelope(NodeId destination) {
            return new Envelope(
                    message.id(),
                    message.origin(),
                    destination,
                    message.sequence(),
                    message.subject(),
                    message.subjectSequence(),
                    message.type(),
                    message.schemaVersion(),
                    message.createdAt(),
                    message.lineage(),
                    files,
                    FrameCodec.tree(message.payload()));
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
                    message.lineage(),
                    message.attempts() + more,
                    message.payload());
        }
    }
}
