package io.yilu.sync;

import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.NodeId;
import java.time.Instant;

/**
 * A message on its way into the business tables.
 *
 * @param createdAt the origin's clock
 * @param receivedAt this node's clock
 */
public record InboxMessage<P extends Payload>(
        MessageId id, NodeId origin, String subject, Instant createdAt, Instant receivedAt, P payload) {}
