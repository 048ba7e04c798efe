package io.yilu.sync;

import io.yilu.schemas.exchange.Payload;

/**
 * Applies the messages of one payload kind; every bean of this type is found and registered.
 *
 * <p>Called once for each message, in its subject's order, inside the transaction that also marks the message applied
 * (law 2). A {@link io.yilu.schemas.failure.TransientException} or a database that is away leads to another attempt; any
 * other exception quarantines the message and parks what follows for the same subject.
 */
public interface InboxHandler<P extends Payload> {

    /** The payload class that this handler applies. */
    Class<P> payloadClass();

    /** Applies the message; must not touch the network, since it holds a database transaction. */
    void handle(InboxMessage<P> message);
}
