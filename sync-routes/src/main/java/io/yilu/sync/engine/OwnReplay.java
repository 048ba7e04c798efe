package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.MessageId;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a rebuilt node's business tables to where they were: its own messages and those of the peer in turn, in the order
 * in which it had written and applied them for each subject. Then it waits for the files that its work needs.
 */
final class OwnReplay {

    private static final Logger log = LoggerFactory.getLogger(OwnReplay.class);
    private static final int AT_ONCE = 200;
    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final NodeId peer;
    private final EnginePorts ports;
    private final RecoveryLedger recovery;
    private final RecoveryAlarms alarms;
    private final InboxApplier applier;
    private final Handlers handlers;
    private final FileWait files;
    private final PayloadCodec codec;
    private final Clock clock;

    private long peerWrote = UNKNOWN;
    private Duration notBefore = Duration.ZERO;
    private String trouble = "";

    OwnReplay(
            NodeId peer, EnginePorts ports, InboxApplier applier, Handlers handlers, PayloadCodec codec, Clock clock) {
        this.peer = peer;
        this.ports = ports;
        this.recovery = ports.ledger().recovery();
        this.alarms = new RecoveryAlarms(peer, ports.ledger().alarms());
        this.applier = applier;
        this.handlers = handlers;
        this.files = new FileWait(peer, ports, handlers, clock);
        this.codec = codec;
        this.clock = clock;
    }

    /** The peer said hello: this is the last number of its stream, and what it lost itself will never come. */
    void peerWrote(long written) {
        peerWrote = written;
    }

    /** The same from a stick, which may be older than what is known. */
    void peerHadWritten(long written) {
        peerWrote = peerWrote == UNKNOWN ? written : Math.max(peerWrote, written);
    }

    boolean isDue() {
        boolean waits = switch (recovery.phase(peer)) {
            case NONE -> !recovery.closed(peer).isEmpty() || files.isOn();
            case FETCHING -> false;
            case REPLAYING -> true;
        };
        return waits && ports.ticker().elapsed().compareTo(notBefore) >= 0;
    }

    /**
     * Replays and applies as long as anything moves. The recovery ends when nothing of this node's own waits but behind
     * messages that are held: those cases stay closed until somebody has repaired them, everything else works (law 4).
     */
    void run() {
        if (recovery.phase(peer) == Phase.REPLAYING) {
            Set<String> held = new TreeSet<>();
            if (replayWhatMoves(held)) {
                endUnlessMoreComes(held);
            }
        } else {
            notBefore = ports.ticker().elapsed().plus(PAUSE);
            if (!recovery.closed(peer).isEmpty()) {
                replayWhatMoves(new TreeSet<>());
                clearIfOpen();
            }
            files.look();
        }
    }

    /** What cannot be replayed now may be later; meanwhile nothing else of the exchange waits for it. */
    void stumbled(RuntimeException failure) {
        later("The replay of what this node had written", failure);
    }

    /**
     * Returns whether none failed in a way that passes.
     *
     * @param held takes the subjects of messages that wait for a newer release or for a person
     */
    private boolean replayWhatMoves(Set<String> held) {
        Set<String> later = new HashSet<>();
        boolean moved = true;
        while (moved) {
            moved = replayAll(false, later, held) | applyAll();
            if (!moved && peerSentAll()) {
                moved = replayAll(true, later, held);
            }
        }
        return later.isEmpty();
    }

    /** Whether what an own message waits for can still come: both sides may have lost it. */
    private boolean peerSentAll() {
        return ports.ledger().inbox().receipt(peer).committedThrough() >= peerWrote;
    }

    /** Page by page, so that those which cannot move yet do not hide those which can. */
    private boolean replayAll(boolean stranded, Set<String> later, Set<String> held) {
        boolean moved = false;
        long through = 0;
        List<OutgoingMessage> some;
        do {
            some = stranded ? recovery.stranded(peer, through, AT_ONCE) : recovery.replayable(peer, through, AT_ONCE);
            for (OutgoingMessage own : some) {
                through = own.sequence();
                if (!isKnown(own)) {
                    held.add(own.subject());
                } else if (!later.contains(own.subject()) && !held.contains(own.subject())) {
                    switch (replay(own, stranded)) {
                        case DONE -> moved = true;
                        case LATER -> later.add(own.subject());
                        case HELD -> held.add(own.subject());
                    }
                }
            }
        } while (some.size() == AT_ONCE);
        return moved;
    }

    /** One of a newer release waits for this node's upgrade: dropping it would leave the case as it was before. */
    private boolean isKnown(OutgoingMessage own) {
        return own.type().equals(RecoveryLedger.LOST) || codec.canRead(own.type(), own.schemaVersion());
    }

    private boolean applyAll() {
        boolean moved = false;
        String through = "";
        List<String> some;
        do {
            some = ports.ledger().inbox().unfinishedSubjects(peer, clock.instant(), through, AT_ONCE);
            for (String subject : some) {
                through = subject;
                moved |= applier.applyOneByOne(peer, subject);
            }
        } while (some.size() == AT_ONCE);
        return moved;
    }

    private void endUnlessMoreComes(Set<String> held) {
        long waiting = recovery.waitingSubjects(peer);
        if (waiting > 0) {
            held.addAll(recovery.behindHeld(peer));
        }
        if (held.size() < waiting) {
            return;
        }
        List<FileRef> missing = files.missing();
        ports.ledger().inTransaction(() -> {
            recovery.end(peer);
            files.begin(missing);
            if (!held.isEmpty()) {
                alarms.raiseHeld(held);
            }
        });
        log.info(
                "This node has its history with {} back, {} cases behind held messages excepted; it waits for {} files",
                peer,
                held.size(),
                missing.size());
        ports.events().accept(new LinkMoved(peer));
    }

    private void clearIfOpen() {
        if (recovery.closed(peer).isEmpty()) {
            alarms.clearHeld();
            log.info("The last case with {} that had waited behind a held message is back", peer);
            ports.events().accept(new LinkMoved(peer));
        }
    }

    private Outcome replay(OutgoingMessage own, boolean stranded) {
        try {
            ports.ledger().inTransaction(() -> {
                rebuild(own);
                recovery.replayed(own);
                if (stranded) {
                    alarms.raiseLost(own.subject());
                }
            });
            return Outcome.DONE;
        } catch (RuntimeException failure) {
            if (failure instanceof TransientException || ports.ledger().isTransient(failure)) {
                later("Own message " + own.id(), failure);
                return Outcome.LATER;
            }
            if (stranded) {
                // It may need what it was written after, and a person or the peer may bring that after all.
                later("Own message " + own.id() + ", whose case is not as it was when this was written,", failure);
                return Outcome.HELD;
            }
            log.error("YILU-RECOVERY-002: Own message {} ({}) cannot be replayed", own.id(), own.type(), failure);
            ports.ledger().inTransaction(() -> {
                recovery.replayed(own);
                alarms.raiseNotReplayed(own);
            });
            return Outcome.DONE;
        }
    }

    /** Such as a case whose catalogue is on its way; said once, since it may take as long as the line needs. */
    private void later(String what, RuntimeException failure) {
        notBefore = ports.ticker().elapsed().plus(PAUSE);
        String said = what + ": " + failure;
        if (!said.equals(trouble)) {
            trouble = said;
            log.warn("{} is replayed later: {}", what, failure.toString());
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

    /** Own messages that the handler of {@code cause} had written and did not write again: nothing is left to do for them. */
    static void settle(RecoveryLedger recovery, MessageId cause) {
        if (recovery.isWhole()) {
            return;
        }
        for (OutgoingMessage message : recovery.writtenBy(cause)) {
            log.warn("Own message {} ({}) was not written again by its cause", message.id(), message.type());
            recovery.replayed(message);
        }
    }

    private enum Outcome {
        DONE,
        /** It failed in a way that passes. */
        LATER,
        /** Somebody must do something first. */
        HELD
    }
}
