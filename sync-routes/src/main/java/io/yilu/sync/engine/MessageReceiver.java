package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import io.yilu.sync.engine.InboxLedger.Arrival;
import io.yilu.sync.engine.RecoveryLedger.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from one peer into the inbox, has them applied in the order of their subjects, and says what to receipt.
 *
 * <p>Two steps, each its own transaction: store everything that came, then apply what can be applied. So a message is
 * safe, and its attempt counted, before anything is made of it.
 */
final class MessageReceiver {

    private static final Logger log = LoggerFactory.getLogger(MessageReceiver.class);
    private static final int RETRIES_AT_ONCE = 50;
    private static final Duration RETRY_EVERY = Duration.ofSeconds(2);

    private final NodeId peer;
    private final EnginePorts ports;
    private final InboxApplier applier;
    private final OwnReplay replay;
    private final Clock clock;
    private final ReentrantLock inboxLock = new ReentrantLock();

    private Duration lastRetry = Duration.ofDays(-1);

    MessageReceiver(NodeId peer, EnginePorts ports, InboxApplier applier, OwnReplay replay, Clock clock) {
        this.peer = peer;
        this.ports = ports;
        this.applier = applier;
        this.replay = replay;
        this.clock = clock;
    }

    /** Does this while nothing of the peer is stored or applied. */
    <T> T alone(Supplier<T> work) {
        inboxLock.lock();
        try {
            return work.get();
        } finally {
            inboxLock.unlock();
        }
    }

    /** Stores and applies. Returns what this node now holds of the peer's stream. */
    Receipt received(Frame.Messages frame) {
        inboxLock.lock();
        try {
            Set<String> subjects = ports.ledger().inTransaction(() -> store(frame.envelopes()));
            CrashPoint.STORED_NOT_APPLIED.reached();
            if (ports.ledger().recovery().phase(peer) == Phase.NONE) {
                applier.applyFresh(peer, subjects);
            } else {
                replayIfDue();
            }
            ports.events().accept(new LinkMoved(peer));
            return ports.ledger().inbox().receipt(peer);
        } finally {
            inboxLock.unlock();
        }
    }

    /** The peer's hello says up to which number it has written. */
    void greeted(Frame.Hello hello) {
        replay.peerWrote(hello.written());
    }

    /** A stick's hello says up to which number the peer had written when the stick was. */
    void greetedByStick(Frame.Hello hello) {
        replay.peerHadWritten(hello.written());
    }

    /** What an earlier run stored and did not finish; one by one, each attempt counted. */
    void recover() {
        inboxLock.lock();
        try {
            ports.ledger().inbox().releaseUnknown(peer, applier.knownVersions());
            retryAll();
        } finally {
            inboxLock.unlock();
        }
    }

    void retryDue() {
        Duration now = ports.ticker().elapsed();
        if ((now.compareTo(lastRetry.plus(RETRY_EVERY)) < 0 && !replay.isDue()) || !inboxLock.tryLock()) {
            return;
        }
        try {
            replayIfDue();
            lastRetry = now;
            retryAll();
        } finally {
            inboxLock.unlock();
        }
    }

    private void replayIfDue() {
        if (replay.isDue()) {
            try {
                replay.run();
            } catch (RuntimeException trouble) {
                // Whatever cannot be rebuilt must not stop the line.
                replay.stumbled(trouble);
            }
        }
    }

    private void retryAll() {
        List<String> subjects = ports.ledger().inbox().unfinishedSubjects(peer, clock.instant(), RETRIES_AT_ONCE);
        for (String subject : subjects) {
            try {
                applier.applyOneByOne(peer, subject);
            } catch (RuntimeException trouble) {
                // A row that cannot even be read must not starve the other cases.
                log.error("The messages of {} about {} cannot be tried: {}", peer, subject, trouble.toString());
            }
        }
    }

    private Set<String> store(List<Envelope> envelopes) {
        Instant now = clock.instant();
        Set<String> subjects = new LinkedHashSet<>();
        for (Envelope envelope : envelopes) {
            if (!envelope.origin().equals(peer)
                    || !envelope.destination().equals(ports.ledger().identity().node())) {
                // The queue says who speaks; a town cannot speak for another (law 8).
                ports.refusals()
                        .refused(
                                "YILU-INBOX-001",
                                peer,
                                "Message " + envelope.id() + " says it is from " + envelope.origin() + " to "
                                        + envelope.destination() + ". It was not taken.");
                continue;
            }
            Arrival arrival = ports.ledger().inbox().store(envelope, now);
            if (arrival == Arrival.STORED) {
                envelope.files().stream()
                        .filter(FileManifest::isConsistent)
                        .forEach(manifest -> ports.ledger().files().announce(manifest, peer, now));
                subjects.add(envelope.subject());
            } else if (arrival == Arrival.CONFLICT) {
                ports.refusals()
                        .refused(
                                "YILU-INBOX-002",
                                peer,
                                "Message " + envelope.id() + " differs from what came before under its id or sequence "
                                        + envelope.sequence() + ". Both are kept; IT staff must decide.");
            }
        }
        ports.ledger().inbox().advance(peer).forEach(this::chainBroken);
        return subjects;
    }

    private void chainBroken(long sequence) {
        log.error(
                "YILU-CHAIN-001: Message {} from {} does not follow from what came before it. It may have been changed.",
                sequence,
                peer);
        ports.ledger()
                .alarms()
                .raise(
                        "YILU-CHAIN-001",
                        peer,
                        "Message " + sequence + " does not follow from what came before it: something was changed,"
                                + " dropped or slipped in. Compare both sides.");
    }
}
