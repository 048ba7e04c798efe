package io.yilu.node.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An end that this log once had and does not have any more, as it stands in the detail of a {@link Act#LOG_RESTORED} entry;
 * {@code docs/audit-log.md} describes it and {@code ops/verify-audit} reads it, so its words never change.
 *
 * @param entries how many entries there were
 * @param toldAt when the other nodes were told, this node's clock of that time
 * @param hash of the last of them
 */
record LostAnchor(long entries, Instant toldAt, String hash) {

    private static final Pattern DETAIL = Pattern.compile("entry (\\d{1,18}), told (\\S+Z), sha256 ([0-9a-f]{64})");

    String detail() {
        return "entry " + entries + ", told " + toldAt + ", sha256 " + hash;
    }

    /** A log in which nothing happens is told again with the same end. */
    boolean isNamedBy(AuditEntry entry) {
        return in(entry)
                .filter(named -> named.entries == entries && named.hash.equals(hash))
                .isPresent();
    }

    /** Empty for what is no such detail: an entry that names no anchor proves no loss. */
    static Optional<LostAnchor> in(AuditEntry entry) {
        Matcher found = DETAIL.matcher(entry.detail());
        return found.matches()
                ? Optional.of(
                        new LostAnchor(Long.parseLong(found.group(1)), Instant.parse(found.group(2)), found.group(3)))
                : Optional.empty();
    }
}
