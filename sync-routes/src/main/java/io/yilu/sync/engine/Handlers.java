package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.OwnMessageHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who applies which kind of message: those of peers, and the node's own when it is rebuilt. */
public final class Handlers {

    private final Map<Class<? extends Payload>, InboxHandler<?>> ofPeers = new HashMap<>();
    private final Map<Class<? extends Payload>, OwnMessageHandler<?>> own = new HashMap<>();

    /** @throws IllegalStateException if two handlers claim the same kind */
    public Handlers(List<? extends InboxHandler<?>> ofPeers, List<? extends OwnMessageHandler<?>> own) {
        ofPeers.forEach(handler -> putOnce(this.ofPeers, handler.payloadClass(), handler));
        own.forEach(handler -> putOnce(this.own, handler.payloadClass(), handler));
    }

    private static <H> void putOnce(Map<Class<? extends Payload>, H> handlers, Class<? extends Payload> kind, H one) {
        if (handlers.put(kind, one) != null) {
            throw new IllegalStateException("Two handlers for " + kind);
        }
    }

    Optional<InboxHandler<?>> ofPeers(PayloadType type) {
        return Optional.ofNullable(ofPeers.get(type.payloadClass()));
    }

    Optional<OwnMessageHandler<?>> own(PayloadType type) {
        return Optional.ofNullable(own.get(type.payloadClass()));
    }
}
