package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.PayloadCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchange of one node with its peers: a township has one peer, the county; the county has one for each site.
 *
 * <p>Whoever drives it calls {@link #tick} a few times a second, {@link #received} for each frame and {@link #wake} after a
 * commit; it has no thread of its own, so that a simulation can drive it step by step.
 */
public final class Exchange {

    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private final Map<NodeId, Peer> peers = new TreeMap<>();
    private final Ledger ledger;
    private final InboxApplier applier;

    public Exchange(
            Collection<NodeId> peers,
            EnginePorts ports,
            PayloadCodec codec,
            Handlers handlers,
            ExchangeSettings settings,
            Clock clock) {
        this.ledger = ports.ledger();
        this.applier = new InboxApplier(ports, codec, handlers, settings, clock);
        for (NodeId peer : peers) {
            OwnReplay replay = new OwnReplay(peer, ports, applier, handlers, codec, clock);
            this.peers.put(peer, new Peer(peer, ports, applier, replay, settings, clock));
        }
    }

    /** Finishes what an earlier run left half done; once, before the first frame. */
    public void recover() {
        for (Map.Entry<NodeId, Peer> peer : peers.entrySet()) {
            try {
                peer.getValue().recover();
            } catch (RuntimeException failure) {
                log.error("What {} left half done could not be finished: {}", peer.getKey(), failure.toString());
            }
        }
    }

    /** Sends what is due, resends what is late, keeps the links. */
    public void tick() {
        for (Map.Entry<NodeId, Peer> peer : peers.entrySet()) {
            try {
                peer.getValue().tick();
            } catch (RuntimeException failure) {
                // One peer's trouble must not stop the others; a database that is away comes back.
                log.warn("The exchange with {} stumbled and tries again: {}", peer.getKey(), failure.toString());
            }
        }
    }

    /** A message for this peer was committed: send it now if the line is open. */
    public void wake(NodeId peer) {
        Peer known = peers.get(peer);
        if (known != null) {
            known.wake();
        }
    }

    /**
     * Takes a frame that came by the queue of this peer; returns once what it carried is committed.
     *
     * @throws RuntimeException if it could not be committed; the transport must deliver it again, or the peer will
     */
    public void received(NodeId peer, Spoken spoken) {
        Peer known = peers.get(peer);
        if (known == null) {
            log.error(
                    "YILU-LINK-001: A frame came from {}, which is no peer of {}.",
                    peer,
                    ledger.identity().node());
            return;
        }
        known.received(spoken);
    }

    /** Lets this instance speak for the peer at its next hello, because an administrator enrolled its machine. */
    public void admit(NodeId peer, UUID instance) {
        Peer known = peers.get(peer);
        if (known == null) {
            throw new IllegalArgumentException(peer + " is no peer of this node.");
        }
        known.admit(instance);
    }

    /** A person wants messages or a file of this peer again: asks for what the ledger says. */
    void requestAgain(NodeId peer) {
        Peer known = peers.get(peer);
        if (known != null) {
            known.requestAgain();
        }
    }

    /** Applies a message whose place in the order is taken, in the caller's transaction; a person decided so. */
    void applyOutOfOrder(IncomingMessage message) {
        applier.applyOutOfOrder(message);
    }

    /** Where what a stick brought from this peer is taken in; empty if it is no peer of this node. */
    public Optional<CarriedFrames> carried(NodeId peer) {
        return Optional.ofNullable(peers.get(peer)).map(Peer::carried);
    }

    /** The carrier lost its connection to this peer. */
    public void lineLost(NodeId peer) {
        Peer known = peers.get(peer);
        if (known != null) {
            known.lineLost();
        }
    }

    /** The carrier has a connection to this peer again. */
    public void lineFound(NodeId peer) {
        Peer known = peers.get(peer);
        if (known != null) {
            known.lineFound();
        }
    }

    /** The peer's clock minus this node's, now; empty if it was not measured in this run of the node. */
    public Optional<Duration> clockOffset(NodeId peer) {
        return Optional.ofNullable(peers.get(peer)).flatMap(Peer::clockOffset);
    }

    public Collection<NodeId> peers() {
        return List.copyOf(peers.keySet());
    }
}
