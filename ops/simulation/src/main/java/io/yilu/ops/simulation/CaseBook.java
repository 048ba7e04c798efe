package io.yilu.ops.simulation;

import io.yilu.ops.simulation.Script.Step;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.schemas.payload.CorrectionRequested;
import io.yilu.schemas.payload.MaterialsSupplemented;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The business tables of a node: where each case stands and what somebody is to do. They change in the ledger's
 * transactions and by nothing but what the node says and hears, so that both can be replayed.
 */
final class CaseBook {

    private final Transactions transactions;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Set<String> todo = new LinkedHashSet<>();

    CaseBook(Transactions transactions) {
        this.transactions = transactions;
    }

    /** This node's own act. */
    void said(String subject, Payload payload) {
        Row row = rows.getOrDefault(subject, Row.NEW);
        if (payload instanceof CaseProgressed) {
            change(subject, new Row(row.step + 1, row.token, Duty.REVIEW));
        } else if (payload instanceof CorrectionRequested) {
            change(subject, new Row(row.step + 1, row.token, Duty.NONE));
        } else if (payload instanceof CaseDecided) {
            change(subject, new Row(row.step + 1, row.token, Duty.NONE));
        } else {
            change(subject, new Row(row.step, row.token, Duty.NONE));
        }
    }

    /** The other side's act. */
    void heard(String subject, Payload payload) {
        Row row = rows.getOrDefault(subject, Row.NEW);
        if (payload instanceof CaseAccepted || payload instanceof MaterialsSupplemented) {
            change(subject, new Row(row.step, row.token, Duty.REVIEW));
        } else if (payload instanceof CorrectionRequested correction) {
            change(subject, new Row(row.step, correction.writerToken(), Duty.ANSWER));
        } else if (payload instanceof CaseDecided) {
            change(subject, new Row(row.step, row.token, Duty.DELIVER));
        }
    }

    /** The tables as a backup holds them. */
    Map<String, Row> backup() {
        return new LinkedHashMap<>(rows);
    }

    void restore(Map<String, Row> backup) {
        rows.clear();
        todo.clear();
        rows.putAll(backup);
        rows.forEach(this::mark);
    }

    /** The case that has waited longest for somebody here. */
    Optional<String> next() {
        Iterator<String> waiting = todo.iterator();
        return waiting.hasNext() ? Optional.of(waiting.next()) : Optional.empty();
    }

    Row row(String subject) {
        return rows.getOrDefault(subject, Row.NEW);
    }

    boolean hasNothingToDo() {
        return todo.isEmpty();
    }

    private void change(String subject, Row after) {
        @Nullable Row before = rows.put(subject, after);
        mark(subject, after);
        transactions.changed(() -> {
            if (before == null) {
                rows.remove(subject);
                todo.remove(subject);
            } else {
                rows.put(subject, before);
                mark(subject, before);
            }
        });
    }

    private void mark(String subject, Row row) {
        if (row.duty == Duty.NONE) {
            todo.remove(subject);
        } else {
            todo.add(subject);
        }
    }

    /** What somebody at this node has to do about a case. */
    enum Duty {
        NONE,
        REVIEW,
        ANSWER,
        DELIVER
    }

    /** Where a case stands here. */
    record Row(int step, int token, Duty duty) {
        private static final Row NEW = new Row(0, 0, Duty.NONE);

        Step stepOf(Script script) {
            return script.steps().get(Math.min(step, script.steps().size() - 1));
        }
    }
}
