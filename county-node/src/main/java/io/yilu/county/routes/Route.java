package io.yilu.county.routes;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Links;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One site's line.
 *
 * @param since when the state began, null for a site that was never heard of
 * @param pendingCases cases that wait for a receipt, both directions as far as known here
 * @param pendingBytes payload and file bytes that wait for a receipt
 * @param oldestPendingAt when the oldest of them was made
 * @param incomingFiles scans announced of which bytes are missing here
 * @param heldMessages messages that are parked or quarantined here
 */
record Route(
        NodeId site,
        String name,
        Links.State state,
        @Nullable Instant since,
        @Nullable Instant lastHeardAt,
        long pendingCases,
        long pendingBytes,
        @Nullable Instant oldestPendingAt,
        long incomingFiles,
        long incomingBytes,
        long heldMessages) {}
