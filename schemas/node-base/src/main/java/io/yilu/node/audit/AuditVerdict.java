package io.yilu.node.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a walk along the chain found.
 *
 * @param head where the log ends, as it says itself
 * @param checked entries that are as they were written
 * @param firstBroken number of the first entry that is not, or null if all are
 * @param fault what is wrong with it: a word of {@link Fault}, or null
 * @param gaps what the log says itself that it lost in restores; they are no fault and are shown with every verdict
 */
public record AuditVerdict(
        AuditHead head,
        long checked,
        @Nullable Long firstBroken,
        @Nullable Fault fault,
        List<AuditGap> gaps) {

    /** What can be wrong with an entry. */
    public enum Fault {
        /** There is no such entry any more. */
        MISSING,
        /** Its fields are not those that were hashed when it was written. */
        CHANGED,
        /** It does not follow the entry before: one was rewritten with its hash, or put in between. */
        UNCHAINED,
        /** Every entry is sound, but the log once ended with another: its end was cut off or rewritten. */
        OTHER_END,
        /** The chain is sound in itself but is not the one whose hash was kept on that day. */
        NOT_AS_ANCHORED
    }

    public boolean sound() {
        return firstBroken == null;
    }

    static AuditVerdict sound(AuditHead head) {
        return new AuditVerdict(head, head.entries(), null, null, List.of());
    }

    static AuditVerdict broken(AuditHead head, long entry, Fault fault) {
        return new AuditVerdict(head, entry - 1, entry, fault, List.of());
    }

    AuditVerdict with(List<AuditGap> known) {
        return new AuditVerdict(head, checked, firstBroken, fault, known);
    }
}
