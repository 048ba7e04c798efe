package io.yilu.sync;

import io.yilu.schemas.exchange.Payload;

/**
 * Rebuilds what this node itself had done when it sent a message: called on a node that lost its disk or was restored from a
 * backup, for each of its own messages that the peer handed back and that is not in its tables.
 *
 * <p>Called in the order in which the node had written and applied things for that subject, inside a transaction. It changes
 * the business tables only and appends nothing. Messages that an {@link InboxHandler} had written are written again by that
 * handler and not handed to it, unless both sides lost what the handler had heard. Every bean of this type is found and registered.
 */
public interface OwnMessageHandler<P extends Payload> {

    /** The payload class whose messages this handler understands. */
    Class<P> payloadClass();

    /**
     * Brings the business tables to where they were after this node had sent the message.
     *
     * @param message as it was sent; {@code origin} is this node
     */
    void rebuild(InboxMessage<P> message);
}
