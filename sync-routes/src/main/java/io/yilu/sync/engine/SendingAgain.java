package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a peer for messages that a person wants again because what is kept here cannot be used, and answers such wishes from
 * the outbox. Nothing is taken back for it: what was receipted stays so.
 *
 * <p>Not thread-safe: the peer's lock is held around every call.
 */
final class SendingAgain {

    private static final Duration ASK_EVERY = Duration.ofSeconds(30);
    private static final int MOST_AT_ONCE = 50;

    private final NodeId peer;
    private final PeerLine line;
    private final EnginePorts ports;
    private boolean wished = true;
    private Duration next = Duration.ZERO;

    SendingAgain(NodeId peer, PeerLine line, EnginePorts ports) {
        this.peer = peer;
        this.line = line;
        this.ports = ports;
    }

    /** Somebody wants something again: it is looked for at the next tick. */
    void wish() {
        wished = true;
        next = Duration.ZERO;
    }

    /** Asks while anything is wanted; a wish that was lost on the way is repeated. */
    void tick() {
        Duration now = ports.ticker().elapsed();
        if (!wished || now.compareTo(next) < 0) {
            return;
        }
        wished = false;
        next = now.plus(ASK_EVERY);
        List<Long> sequences = ports.ledger().repairs().requested(peer, MOST_AT_ONCE);
        if (!sequences.isEmpty()) {
            wished = true;
            line.offer(new Frame.MessagesWanted(sequences));
        }
    }

    /** The peer wants these again; what was cleared away here cannot be given. */
    void wanted(Frame.MessagesWanted frame) {
        NodeId self = ports.ledger().identity().node();
        Map<Lane, List<Envelope>> byLane = new EnumMap<>(Lane.class);
        for (OutgoingMessage message : ports.ledger().repairs().outgoing(peer, frame.sequences())) {
            byLane.computeIfAbsent(message.lane(), lane -> new ArrayList<>())
                    .add(ports.mark().envelope(message, self));
        }
        byLane.forEach((lane, envelopes) ->
                envelopes.forEach(envelope -> line.offer(new Frame.Messages(lane, List.of(envelope)))));
    }
}
