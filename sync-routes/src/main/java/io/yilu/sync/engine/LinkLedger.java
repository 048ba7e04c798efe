package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Links;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: what is remembered of each link over a restart. */
public interface LinkLedger {

    Optional<LinkRow> find(NodeId peer);

    List<LinkRow> all();

    /** Adds a peer that was never heard of, DOWN since {@code at}; does nothing if it is known. */
    void add(NodeId peer, Instant at);

    void save(LinkRow row);

    /** One link as stored; {@code reported} is what the peer said waits on its side. */
    record LinkRow(
            NodeId peer,
            Links.State state,
            Instant since,
            @Nullable Instant lastHeardAt,
            @Nullable Long roundTripMillis,
            @Nullable Long clockOffsetMillis,
            Frame.Waiting reported) {}
}
