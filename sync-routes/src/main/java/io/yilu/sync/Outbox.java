package io.yilu.sync;

import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.NodeId;

/** Guaranteed Delivery begins here: what is appended leaves once the surrounding transaction has committed. */
public interface Outbox {

    /**
     * Appends a message inside the caller's transaction, so that it exists exactly if the business change does (law 1).
     * Files that the payload names must already be in the {@link FileStore}; they follow by themselves.
     *
     * @param destination the node that is to apply it
     * @param subject what order is kept within: the case number, or a fixed word such as {@code catalogue}
     * @throws IllegalStateException outside a transaction
     */
    MessageId append(NodeId destination, String subject, Payload payload);
}
