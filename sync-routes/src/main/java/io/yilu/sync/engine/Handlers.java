package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.NeededFiles;
import io.yilu.sync.OwnMessageHandler;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the features do for the exchange: they apply messages, those of peers and the node's own when it is rebuilt, and name
 * the files that their work needs.
 */
public final class Handlers {

    private final Map<Class<? extends Payload>, InboxHandler<?>> ofPeers = new HashMap<>();
    private final Map<Class<? extends Payload>, OwnMessageHandler<?>> own = new HashMap<>();
    private final List<NeededFiles> needed;

    /** Of a node whose work needs no files. */
    public Handlers(List<? extends InboxHandler<?>> ofPeers, List<? extends OwnMessageHandler<?>> own) {
        this(ofPeers, own, List.of());
    }

    /** @throws IllegalStateException if two handlers claim the same kind */
    public Handlers(
            List<? extends InboxHandler<?>> ofPeers,
            List<? extends OwnMessageHandler<?>> own,
            List<? extends NeededFiles> needed) {
        this.needed = List.copyOf(needed);
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

    /** The files that the work here needs now, each once. */
    List<FileRef> neededFiles() {
        Map<String, FileRef> files = new LinkedHashMap<>();
        needed.forEach(work -> work.neededNow().forEach(file -> files.putIfAbsent(file.sha256(), file)));
        return List.copyOf(files.values());
    }
}
