package io.yilu.node.audit;

/**
 * Where the log ends.
 *
 * @param entries how many there are
 * @param hash SHA-256 of the last entry's line
 */
public record AuditHead(long entries, String hash) {

    static final AuditHead EMPTY = new AuditHead(0, AuditEntry.BEFORE_THE_FIRST);
}
