package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import io.yilu.sync.engine.RecoveryLedger.Phase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a rebuilt node's business tables to where they were: its own messages and those of the peer in turn, in the order
 * in which it had written and applied them for each subject.
 */
final class OwnReplay {

    private static final Logger log = LoggerFactory.getLogger(OwnReplay.class);
    private static final int AT_ONCE = 200;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final NodeId peer;
    private final EnginePorts ports;
    private final RecoveryLedger recovery;
    private final InboxApplier applier;
    private final Handlers handlers;
    private final PayloadCodec codec;
    private final Clock clock;

    private Duration notBefore = Duration.ZERO;
    private String trouble = "";

    OwnReplay(
            NodeId peer, EnginePorts ports, InboxApplier applier, Handlers handlers, PayloadCodec codec, Clock clock) {
        this.peer = peer;
        this.ports = ports;
        this.recovery = ports.ledger().recovery();
        this.applier = applier;
        this.handlers = handlers;
        this.codec = codec;
        this.clock = clock;
    }

    boolean isDue() {
        return recovery.phase(peer) == Phase.REPLAYING
                && ports.ticker().elapsed().compareTo(notBefore) >= 0;
    }

    /** Replays and applies as long as anything moves; ends the recovery when nothing of this node's own waits. */
    void run() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (OutgoingMessage own : recovery.replayable(peer, AT_ONCE)) {
                moved |= replay(own);
            }
            for (String subject : ports.ledger().inbox().unfinishedSubjects(peer, clock.instant(), AT_ONCE)) {
                moved |= applier.applyOneByOne(peer, subject);
            }
        }
        if (recovery.waiting(peer) == 0) {
            ports.ledger().inTransaction(() -> recovery.end(peer));
            log.info("This node has its history with {} back", peer);
            ports.events().accept(new LinkMoved(peer));
        }
    }

    private boolean replay(OutgoingMessage own) {
        try {
            ports.ledger().inTransaction(() -> {
                rebuild(own);
                recovery.replayed(own);
            });
            return true;
        } catch (RuntimeException failure) {
            if (failure instanceof TransientException || ports.ledger().isTransient(failure)) {
                replayLater(own, failure);
                return false;
            }
            log.error("YILU-RECOVERY-002: Own message {} ({}) cannot be replayed", own.id(), own.type(), failure);
            ports.ledger().inTransaction(() -> {
                recovery.replayed(own);
                ports.ledger()
                        .alarms()
                        .raise(
                                "YILU-RECOVERY-002",
                                peer,
                                "Own message " + own.id() + " (" + own.type() + ") about " + own.subject()
                                        + " came back and could not be replayed. Compare the case with the other side.");
            });
            return true;
        }
    }

    /** Such as a case whose catalogue is on its way; said once, since it may take as long as the line needs. */
    private void replayLater(OutgoingMessage own, RuntimeException failure) {
        notBefore = ports.ticker().elapsed().plus(PAUSE);
        if (!failure.toString().equals(trouble)) {
            trouble = failure.toString();
            log.warn("Own message {} is replayed later: {}", own.id(), trouble);
        }
    }

    private void rebuild(OutgoingMessage own) {
        PayloadType.labelled(own.type())
                .flatMap(type -> handlers.own(type))
                .ifPresent(handler -> rebuild(own, handler));
    }

    private <P extends Payload> void rebuild(OutgoingMessage own, OwnMessageHandler<P> handler) {
        P payload = codec.read(handler.payloadClass(), own.schemaVersion(), FrameCodec.tree(own.payload()));
        handler.rebuild(new InboxMessage<>(
                own.id(), ports.ledger().identity().node(), own.subject(), own.createdAt(), clock.instant(), payload));
    }

    /** Own messages that a handler had written and did not write again: nothing is left to do for them. */
    static void settle(RecoveryLedger recovery, List<OutgoingMessage> unclaimed) {
        for (OutgoingMessage message : unclaimed) {
            log.warn("Own message {} ({}) was not written again by its cause", message.id(), message.type());
            recovery.replayed(message);
        }
    }
}
