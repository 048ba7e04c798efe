package io.yilu.sync;

import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.util.UUID;

/**
 * A part that was written or taken in.
 *
 * @param incoming whether it was taken in here
 * @param createdAt the clock of who wrote it
 * @param at when it was written or last taken in here
 * @param last whether the bundle ends with it
 * @param whole whether nothing of it has to be taken in again; always so for one that was written
 * @param fresh how many of its messages were new here
 */
public record BundlePart(
        boolean incoming,
        UUID bundle,
        int part,
        NodeId peer,
        BundlePurpose purpose,
        Instant createdAt,
        Instant at,
        boolean last,
        boolean whole,
        long messages,
        long chunks,
        long fresh) {}
