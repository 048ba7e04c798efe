package io.yilu.node.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Entries that a node is known to have lost when it was restored: it had told the other nodes of them and does not have them.
 * The numbers were given again since. Whoever can write SQL can bring such a gap about, but not without its being shown.
 *
 * @param entry number of the entry that says so
 * @param at when that was written
 * @param first the lowest number known to be lost
 * @param last the highest
 * @param hash the lost entry {@code last} had it, as the other nodes still know
 * @param toldAt when they were told
 * @param message id of the message that told it, as it came back from the node that had kept it
 */
public record AuditGap(long entry, Instant at, long first, long last, String hash, Instant toldAt, String message) {

    /** Each loss once, however many anchors of it came back. */
    static List<AuditGap> in(List<AuditEntry> restored) {
        List<AuditGap> gaps = new ArrayList<>();
        for (AuditEntry entry : restored) {
            Optional<LostAnchor> lost = LostAnchor.in(entry);
            if (lost.isEmpty()) {
                continue;
            }
            AuditGap before = gaps.isEmpty() ? null : gaps.get(gaps.size() - 1);
            if (before != null && before.goesOnWith(entry, lost.get())) {
                gaps.set(gaps.size() - 1, of(before.first(), entry, lost.get()));
            } else {
                gaps.add(of(Math.min(entry.number(), lost.get().entries()), entry, lost.get()));
            }
        }
        return List.copyOf(gaps);
    }

    /** What comes back is replayed without a break; anything in between may be another loss and is shown by itself. */
    private boolean goesOnWith(AuditEntry next, LostAnchor lost) {
        return next.number() == entry + 1 && lost.entries() > last;
    }

    private static AuditGap of(long first, AuditEntry entry, LostAnchor lost) {
        return new AuditGap(
                entry.number(), entry.at(), first, lost.entries(), lost.hash(), lost.toldAt(), entry.subject());
    }
}
