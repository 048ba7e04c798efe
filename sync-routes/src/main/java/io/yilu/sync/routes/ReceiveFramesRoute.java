package io.yilu.sync.routes;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Refusals;
import io.yilu.sync.engine.Exchange;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.Spoken;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.builder.RouteBuilder;

/**
 * Takes the frames of one lane from one peer's queue into the exchange, acknowledged after the ledger's commit. A frame that
 * can never be read is refused at once and counted; one that could not be committed is dropped after some attempts, and its
 * sender sends the content again.
 */
public final class ReceiveFramesRoute extends RouteBuilder {

    private final NodeId self;
    private final NodeId peer;
    private final Lane lane;
    private final Exchange exchange;
    private final Refusals refusals;

    public ReceiveFramesRoute(NodeId self, NodeId peer, Lane lane, Exchange exchange, Refusals refusals) {
        this.self = self;
        this.peer = peer;
        this.lane = lane;
        this.exchange = exchange;
        this.refusals = refusals;
    }

    /** {@code case-receive} at a township, {@code case-receive-610924102} at the county, which has one for each site. */
    public static String routeId(NodeId self, NodeId peer, Lane lane) {
        return lane.label() + "-receive" + (self.isCounty() ? "-" + peer : "");
    }

    @Override
    public void configure() {
        from(LaneQueues.component(lane) + ":queue:" + LaneQueues.toReceiveBy(self, peer, lane))
                .routeId(routeId(self, peer, lane))
                .routeConfigurationId(ExchangeErrors.ID)
                .process(this::giveToExchange);
    }

    private void giveToExchange(org.apache.camel.Exchange message) {
        read(message).ifPresent(sound -> exchange.received(peer, sound));
    }

    private Optional<Spoken> read(org.apache.camel.Exchange message) {
        String kind = message.getMessage().getHeader(ExchangeHeader.FRAME.key(), String.class);
        byte[] bytes = message.getMessage().getBody(byte[].class);
        Optional<UUID> session = session(message);
        if (kind == null || bytes == null || session.isEmpty()) {
            refusals.refused("YILU-FRAME-002", peer, "A message has no kind, no session or no body. It was dropped.");
            return Optional.empty();
        }
        try {
            return Optional.of(new Spoken(session.get(), FrameCodec.decode(kind, bytes)));
        } catch (PermanentException hostile) {
            refusals.refused(hostile.code(), peer, hostile.what() + " " + hostile.whatToDo());
            return Optional.empty();
        }
    }

    private static Optional<UUID> session(org.apache.camel.Exchange message) {
        String written = message.getMessage().getHeader(ExchangeHeader.SESSION.key(), String.class);
        try {
            return Optional.ofNullable(written).map(UUID::fromString);
        } catch (IllegalArgumentException noSession) {
            return Optional.empty();
        }
    }
}
