package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Repairs.HeldMessage;
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

/** The inbox in memory. */
final class MemoryInboxLedger implements InboxLedger {

    private final NodeId self;
    private final UndoLog undo;
    /** What finished backups hold of each stream, for the receipts. */
    private final Map<NodeId, Long> backedUp;

    private final Map<MessageId, InboxRow> rows;
    private final NavigableMap<StreamPlace, MessageId> bySequence;
    /** Those neither applied nor discarded. */
    private final NavigableMap<StreamPlace, MessageId> open;

    private final Map<Turn, MessageId> byTurn;
    private final NavigableMap<StreamPlace, String> conflicts;
    /** Everything that came second, decided or not, by number. */
    private final NavigableMap<Long, InboxConflict> conflictRows;

    private final Map<MessageId, byte[]> corrections;
    private final Map<MessageId, Boolean> requests;
    private final Map<NodeId, Mark> marks;
    private final Map<Subject, Long> applied;

    MemoryInboxLedger(NodeId self, UndoLog undo, Map<NodeId, Long> backedUp) {
        this.backedUp = backedUp;
        this.self = self;
        this.undo = undo;
        this.rows = undo.table(new HashMap<>());
        this.bySequence = undo.table(new TreeMap<>());
        this.open = undo.table(new TreeMap<>());
        this.byTurn = undo.table(new HashMap<>());
        this.conflicts = undo.table(new TreeMap<>());
        this.conflictRows = undo.table(new TreeMap<>());
        this.corrections = undo.table(new HashMap<>());
        this.requests = undo.table(new HashMap<>());
        this.marks = undo.table(new HashMap<>());
        this.applied = undo.table(new HashMap<>());
    }

    @Override
    public synchronized Arrival store(Envelope envelope, Instant receivedAt) {
        byte[] payload = FrameCodec.bytes(envelope.payload());
        String digest = StreamChain.digest(envelope, payload);
        StreamPlace place = new StreamPlace(envelope.origin(), envelope.sequence());
        InboxRow sameId = rows.get(envelope.id());
        MessageId idThere = bySequence.get(place);
        InboxRow samePlace = idThere == null ? null : rows.get(idThere);
        if (sameId != null || samePlace != null) {
            boolean same = (sameId == null || sameId.digest().equals(digest))
                    && (samePlace == null || samePlace.digest().equals(digest));
            if (!same) {
                storeConflict(envelope, incoming(envelope, receivedAt, payload));
                return Arrival.CONFLICT;
            }
            return cameAgain(envelope.id()) ? Arrival.STORED : Arrival.DUPLICATE;
        }
        IncomingMessage message = incoming(envelope, receivedAt, payload);
        put(new InboxRow(message, envelope.files(), digest, State.WAITING, null, null));
        undo.put(bySequence, place, message.id());
        undo.put(byTurn, turn(message), message.id());
        return Arrival.STORED;
    }

    private static IncomingMessage incoming(Envelope envelope, Instant receivedAt, byte[] payload) {
        return new IncomingMessage(
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
    }

    private void storeConflict(Envelope envelope, IncomingMessage second) {
        undo.put(
                conflicts,
                new StreamPlace(envelope.origin(), envelope.sequence()),
                envelope.lineage().chain());
        boolean known = conflictRows.values().stream()
                .anyMatch(row -> row.message().id().equals(second.id())
                        && row.message().sequence() == second.sequence()
                        && Arrays.equals(row.message().payload(), second.payload()));
        if (!known) {
            long number = conflictRows.isEmpty() ? 1 : conflictRows.lastKey() + 1;
            undo.put(conflictRows, number, new InboxConflict(number, second, envelope.files(), false));
        }
    }

    private boolean cameAgain(MessageId id) {
        InboxRow row = rows.get(id);
        if (row == null || !row.isOpen() || !isRequested(id)) {
            return false;
        }
        request(id, false);
        release(id);
        return true;
    }

    @Override
    public synchronized List<Long> advance(NodeId origin) {
        Mark mark = mark(origin);
        StreamWalk walk = new StreamWalk(mark.through, mark.chain);
        for (long sequence : committedBeyond(origin, mark.through)) {
            StreamPlace place = new StreamPlace(origin, sequence);
            MessageId id = bySequence.get(place);
            InboxRow row = id == null ? null : rows.get(id);
            walk.step(
                    row == null
                            ? new StreamWalk.Link(sequence, null, Objects.requireNonNull(conflicts.get(place)), "")
                            : new StreamWalk.Link(
                                    sequence,
                                    row.digest(),
                                    row.message().lineage().chain(),
                                    row.message().type()));
        }
        if (walk.through() > mark.through) {
            undo.put(marks, origin, new Mark(walk.through(), walk.chain()));
        }
        return walk.broken();
    }

    /** Sequences that are stored beyond the mark, conflicts among them. */
    private TreeSet<Long> committedBeyond(NodeId origin, long mark) {
        TreeSet<Long> committed = new TreeSet<>();
        for (StreamPlace place : StreamPlace.beyond(bySequence, origin, mark).keySet()) {
            committed.add(place.sequence());
        }
        for (StreamPlace place : StreamPlace.beyond(conflicts, origin, mark).keySet()) {
            committed.add(place.sequence());
        }
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
    public synchronized boolean quarantineUnread(NodeId origin, String subject, String error) {
        Optional<InboxRow> row = turnOf(origin, subject).filter(it -> it.state() == State.WAITING);
        row.ifPresent(it -> quarantine(it.message(), State.QUARANTINED, error));
        return row.isPresent();
    }

    /** Whether the message whose turn it is failed for good or is of an unknown kind. */
    synchronized boolean isHeld(NodeId origin, String subject) {
        return turnOf(origin, subject)
                .filter(row -> row.state() == State.QUARANTINED || row.state() == State.UNKNOWN)
                .isPresent();
    }

    /** The message, if it is here and neither applied nor given up. */
    synchronized Optional<IncomingMessage> open(MessageId id) {
        return Optional.ofNullable(rows.get(id)).filter(InboxRow::isOpen).map(InboxRow::message);
    }

    /** Whether anything about the subject up to this turn is here and neither applied nor given up. */
    synchronized boolean hasOpen(NodeId origin, String subject, long through) {
        return openRows(origin)
                .map(InboxRow::message)
                .anyMatch(message -> message.subject().equals(subject) && message.subjectSequence() <= through);
    }

    private Optional<InboxRow> turnOf(NodeId origin, String subject) {
        return Optional.ofNullable(
                        byTurn.get(new Turn(new Subject(origin, subject), appliedThrough(origin, subject) + 1)))
                .map(rows::get);
    }

    @Override
    public synchronized Optional<IncomingMessage> next(NodeId origin, String subject, Instant now) {
        return turnOf(origin, subject)
                .filter(row -> row.isDue(now))
                .map(row -> toApply(row.message().id()));
    }

    @Override
    public synchronized List<String> unfinishedSubjects(NodeId origin, Instant now, String after, int limit) {
        return openRows(origin)
                .filter(row -> row.isDue(now))
                .map(row -> row.message().subject())
                .distinct()
                .filter(subject -> subject.compareTo(after) > 0)
                .filter(subject -> next(origin, subject, now).isPresent())
                .sorted()
                .limit(limit)
                .toList();
    }

    private Stream<InboxRow> openRows(NodeId origin) {
        return StreamPlace.beyond(open, origin, 0).values().stream().map(id -> Objects.requireNonNull(rows.get(id)));
    }

    @Override
    public synchronized void countAttempt(IncomingMessage message) {
        change(message, row -> row.with(row.attempted(1), row.state(), row.notBefore(), row.error()));
    }

    @Override
    public synchronized void markApplied(IncomingMessage message, Instant at) {
        InboxRow row = rows.get(message.id());
        if (row == null || row.state() != State.WAITING) {
            throw new IllegalStateException("Message " + message.id() + " was applied by another.");
        }
        put(row.with(row.message(), State.APPLIED, null, null));
        undo.put(applied, new Subject(message.origin(), message.subject()), message.subjectSequence());
    }

    @Override
    public synchronized void retryLater(IncomingMessage message, String error, Instant notBefore) {
        changeWaiting(message, row -> row.with(row.attempted(-1), row.state(), notBefore, error));
    }

    @Override
    public synchronized void quarantine(IncomingMessage message, State as, String error) {
        changeWaiting(message, row -> row.with(row.message(), as, null, error));
    }

    @Override
    public synchronized void releaseUnknown(NodeId origin, Map<String, Integer> known) {
        for (InboxRow row : openRows(origin).toList()) {
            if (row.state() == State.UNKNOWN
                    && row.message().schemaVersion()
                            <= known.getOrDefault(row.message().type(), 0)) {
                change(
                        row.message(),
                        old -> old.with(old.attempted(-old.message().attempts()), State.WAITING, null, null));
            }
        }
    }

    @Override
    public synchronized Receipt receipt(NodeId origin) {
        Mark mark = mark(origin);
        return new Receipt(
                mark.through,
                first(committedBeyond(origin, mark.through)),
                first(held(origin)),
                mark.chain,
                backedUp.getOrDefault(origin, 0L));
    }

    /** Mostly there are none: this is asked for each frame. */
    private static List<Long> first(TreeSet<Long> exceptions) {
        return exceptions.isEmpty()
                ? List.of()
                : exceptions.stream().limit(Receipt.MOST_EXCEPTIONS).toList();
    }

    @Override
    public synchronized long heldMessages(NodeId origin) {
        return held(origin).size();
    }

    private TreeSet<Long> held(NodeId origin) {
        TreeSet<Long> held = new TreeSet<>();
        for (StreamPlace place : StreamPlace.beyond(open, origin, 0).keySet()) {
            held.add(place.sequence());
        }
        for (InboxConflict conflict : conflictRows.values()) {
            if (!conflict.decided() && conflict.origin().equals(origin)) {
                held.add(conflict.message().sequence());
            }
        }
        return held;
    }

    // ---- for the ledger of repairs

    synchronized Stream<HeldMessage> held() {
        return List.copyOf(open.values()).stream()
                .map(rows::get)
                .map(Objects::requireNonNull)
                .map(this::asHeld);
    }

    private HeldMessage asHeld(InboxRow row) {
        IncomingMessage message = row.message();
        long turn = appliedThrough(message.origin(), message.subject()) + 1;
        Standing standing = new Standing(
                row.state(),
                message.subjectSequence() == turn,
                byTurn.containsKey(new Turn(new Subject(message.origin(), message.subject()), turn)),
                row.error() != null,
                isRequested(message.id()));
        return new HeldMessage(
                message.id(),
                message.origin(),
                message.sequence(),
                message.subject(),
                message.subjectSequence(),
                message.type(),
                message.schemaVersion(),
                message.createdAt(),
                message.receivedAt(),
                standing.why(),
                message.attempts(),
                row.error(),
                corrections.containsKey(message.id()));
    }

    Map<Long, InboxConflict> conflicts() {
        return conflictRows;
    }

    synchronized IncomingMessage toApply(MessageId id) {
        InboxRow row = Objects.requireNonNull(rows.get(id));
        byte[] corrected = corrections.get(id);
        return corrected == null ? row.message() : row.saying(corrected);
    }

    synchronized List<FileManifest> filesOf(MessageId id) {
        return Objects.requireNonNull(rows.get(id)).files();
    }

    synchronized void release(MessageId id) {
        InboxRow row = Objects.requireNonNull(rows.get(id));
        put(row.with(row.attempted(-row.message().attempts()), State.WAITING, null, row.error()));
    }

    synchronized void correct(MessageId id, byte[] payload) {
        undo.put(corrections, id, payload.clone());
    }

    synchronized void discard(MessageId id) {
        InboxRow row = Objects.requireNonNull(rows.get(id));
        put(row.with(row.message(), State.DISCARDED, null, row.error()));
        request(id, false);
        undo.put(
                applied,
                new Subject(row.message().origin(), row.message().subject()),
                row.message().subjectSequence());
    }

    synchronized void request(MessageId id, boolean wanted) {
        if (wanted) {
            undo.put(requests, id, true);
        } else {
            undo.remove(requests, id);
        }
    }

    synchronized boolean isRequested(MessageId id) {
        return requests.containsKey(id);
    }

    private void changeWaiting(IncomingMessage message, java.util.function.UnaryOperator<InboxRow> change) {
        change(message, row -> row.state() == State.WAITING ? change.apply(row) : row);
    }

    private void change(IncomingMessage message, java.util.function.UnaryOperator<InboxRow> change) {
        InboxRow row = rows.get(message.id());
        if (row != null) {
            put(change.apply(row));
        }
    }

    private void put(InboxRow row) {
        StreamPlace place =
                new StreamPlace(row.message().origin(), row.message().sequence());
        undo.put(rows, row.message().id(), row);
        if (row.isOpen()) {
            undo.put(open, place, row.message().id());
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
}
