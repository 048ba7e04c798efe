package io.yilu.node.audit;

import java.time.Instant;

/**
 * Where a log ended on a day, as kept here.
 *
 * @param nodeId whose log
 * @param anchoredAt that node's clock
 * @param notedAt this node's clock
 * @param agrees whether it continued what was kept before
 */
public record AuditAnchor(
        String nodeId, long entries, String hash, Instant anchoredAt, Instant notedAt, boolean agrees) {}
