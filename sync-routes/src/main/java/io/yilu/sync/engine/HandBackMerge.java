package io.yilu.sync.engine;

import io.yilu.schemas.exchange.MessageId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Decides how a restored node's outbox and what its peer handed back become one stream again. The peer's word wins: whatever
 * it holds keeps its place; what this node wrote there after its restore moves behind.
 */
public final class HandBackMerge {

    private static final String NO_SUBJECT = "lost";

    private final long after;
    private final TreeMap<Long, Row> local = new TreeMap<>();
    private final TreeMap<Long, Row> staged = new TreeMap<>();

    /**
     * @param after the mark up to which both sides agree
     * @param local own rows beyond the mark
     * @param staged what the peer handed back beyond the mark
     */
    public HandBackMerge(long after, Collection<Row> local, Collection<Row> staged) {
        this.after = after;
        local.forEach(row -> this.local.put(row.sequence(), row));
        staged.forEach(row -> this.staged.put(row.sequence(), row));
    }

    /** @param known the last subject sequence of each subject up to the mark, 0 if there is none */
    public Plan plan(ToLongFunction<String> known) {
        Set<MessageId> heldThere = new HashSet<>();
        staged.values().forEach(row -> heldThere.add(row.id()));
        long firstFork = firstFork();
        List<Long> same = new ArrayList<>();
        List<Long> dropped = new ArrayList<>();
        List<Long> moved = new ArrayList<>();
        TreeMap<Long, Row> stream = new TreeMap<>(staged);
        for (Row row : local.values()) {
            Row there = staged.get(row.sequence());
            if (there != null && there.id().equals(row.id())) {
                same.add(row.sequence());
            } else if (heldThere.contains(row.id())) {
                dropped.add(row.sequence());
            } else if (row.sequence() >= firstFork) {
                moved.add(row.sequence());
            } else {
                stream.put(row.sequence(), row);
            }
        }
        List<Long> inserted = staged.keySet().stream()
                .filter(sequence -> !same.contains(sequence))
                .toList();
        return new Plan(same, dropped, moved, inserted, holes(stream, known));
    }

    /** From here on the local rows are another history than the one that the peer knows. */
    private long firstFork() {
        Map<String, MessageId> turns = new HashMap<>();
        staged.values().forEach(row -> turns.put(row.turn(), row.id()));
        for (Row row : local.values()) {
            Row there = staged.get(row.sequence());
            boolean placeTaken = there != null && !there.id().equals(row.id());
            boolean turnTaken = !turns.getOrDefault(row.turn(), row.id()).equals(row.id());
            if (placeTaken || turnTaken) {
                return row.sequence();
            }
        }
        return Long.MAX_VALUE;
    }

    private List<Hole> holes(TreeMap<Long, Row> stream, ToLongFunction<String> known) {
        List<Hole> holes = new ArrayList<>();
        if (stream.isEmpty()) {
            return holes;
        }
        Map<String, TreeSet<Long>> turns = new TreeMap<>();
        stream.values()
                .forEach(row -> turns.computeIfAbsent(row.subject(), subject -> new TreeSet<>())
                        .add(row.subjectSequence()));
        List<Hole> missing = new ArrayList<>();
        turns.forEach((subject, present) -> {
            for (long turn = known.applyAsLong(subject) + 1; turn < present.last(); turn++) {
                if (!present.contains(turn)) {
                    missing.add(new Hole(0, subject, turn));
                }
            }
        });
        long unnamed = known.applyAsLong(NO_SUBJECT);
        for (long sequence = after + 1; sequence < stream.lastKey(); sequence++) {
            if (!stream.containsKey(sequence)) {
                Hole hole = missing.isEmpty() ? new Hole(0, NO_SUBJECT, ++unnamed) : missing.remove(0);
                holes.add(new Hole(sequence, hole.subject(), hole.subjectSequence()));
            }
        }
        return holes;
    }

    /** A place in the stream and whose turn it is. */
    public record Row(long sequence, MessageId id, String subject, long subjectSequence) {
        private String turn() {
            return subjectSequence + " " + subject;
        }
    }

    /** A place that nobody can fill. */
    public record Hole(long sequence, String subject, long subjectSequence) {}

    /**
     * What is to be done, by sequence.
     *
     * @param same local rows that the peer has: receipted
     * @param dropped local rows that the peer has at another place: to be deleted
     * @param moved local rows to be appended anew behind everything else, in this order
     * @param inserted staged rows to be inserted
     * @param holes to be filled with messages that stand for lost ones
     */
    public record Plan(List<Long> same, List<Long> dropped, List<Long> moved, List<Long> inserted, List<Hole> holes) {}
}
