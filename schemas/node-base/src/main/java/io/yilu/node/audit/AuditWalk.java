package io.yilu.node.audit;

import io.yilu.node.audit.AuditTable.Stored;
import io.yilu.node.audit.AuditVerdict.Fault;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks along the chain from its first entry to its head, a thousand at a time, and stops at the first that is broken. */
final class AuditWalk {

    private static final int STEP = 1000;

    private final AuditTable table;

    AuditWalk(AuditTable table) {
        this.table = table;
    }

    /**
     * Walks to the head as it is at the beginning; what is written meanwhile is left for the next walk.
     *
     * @param anchors hashes that were kept elsewhere, by the number of the entry that they belong to
     * @param each is given every sound line
     */
    AuditVerdict walk(Map<Long, String> anchors, Consumer<String> each) {
        AuditHead head = table.head();
        String previous = AuditEntry.BEFORE_THE_FIRST;
        long number = 0;
        while (number < head.entries()) {
            List<Stored> some = table.after(number, STEP);
            for (Stored stored : some) {
                if (number == head.entries()) {
                    break;
                }
                number++;
                Fault fault = fault(stored, number, previous, anchors);
                if (fault != null) {
                    return AuditVerdict.broken(head, number, fault);
                }
                previous = stored.hash();
                each.accept(stored.entry().line());
            }
            if (some.isEmpty()) {
                return AuditVerdict.broken(head, number + 1, Fault.MISSING);
            }
        }
        if (!previous.equals(head.hash())) {
            return AuditVerdict.broken(head, number, Fault.OTHER_END);
        }
        long end = number;
        return anchors.keySet().stream()
                .filter(anchored -> anchored > end)
                .findFirst()
                .map(lost -> AuditVerdict.broken(head, end + 1, Fault.MISSING))
                .orElseGet(() -> AuditVerdict.sound(head));
    }

    private static @Nullable Fault fault(Stored stored, long number, String previous, Map<Long, String> anchors) {
        if (stored.entry().number() != number) {
            return Fault.MISSING;
        }
        if (!stored.entry().hash().equals(stored.hash())) {
            return Fault.CHANGED;
        }
        if (!stored.entry().previous().equals(previous)) {
            return Fault.UNCHAINED;
        }
        return stored.hash().equals(anchors.getOrDefault(number, stored.hash())) ? null : Fault.NOT_AS_ANCHORED;
    }
}
