package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import java.time.Instant;

/** A row of the inbox. */
public record IncomingMessage(
        MessageId id,
        NodeId origin,
        long sequence,
        String subject,
        long subjectSequence,
        String type,
        int schemaVersion,
        Instant createdAt,
        Instant receivedAt,
        Lineage lineage,
        int attempts,
        byte[] payload) {}
