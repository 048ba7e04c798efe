package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.ExchangeEvent;
import io.yilu.sync.ExchangeEvent.SubjectMoved;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.engine.InboxLedger.State;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies stored messages through their handlers, in each subject's order, each in the transaction that also marks it
 * applied (law 2). A failure stops its own subject and nothing else (law 4).
 */
final class InboxApplier {

    private static final Logger log = LoggerFactory.getLogger(InboxApplier.class);
    private static final Duration SLOWEST_RETRY = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final PayloadCodec codec;
    private final Handlers handlers;
    private final Consumer<ExchangeEvent> events;
    private final int mostAttempts;
    private final Clock clock;

    InboxApplier(EnginePorts ports, PayloadCodec codec, Handlers handlers, ExchangeSettings settings, Clock clock) {
        this.ledger = ports.ledger();
        this.events = ports.events();
        this.codec = codec;
        this.handlers = handlers;
        this.mostAttempts = settings.mostAttempts();
        this.clock = clock;
    }

    /** The newest version of each kind that this node's contract reads, by label. */
    Map<String, Integer> readableVersions() {
        return codec.versions();
    }

    /** The newest version of each kind that this node can apply, by label. */
    Map<String, Integer> knownVersions() {
        return codec.versions().entrySet().stream()
                .filter(known -> PayloadType.labelled(known.getKey())
                        .flatMap(handlers::ofPeers)
                        .isPresent())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Applies what has just been stored, all in one transaction as long as nothing fails: the county takes a frame of fifty
     * at a fraction of the cost of fifty single ones. Their first attempt was counted when they were stored.
     */
    void applyFresh(NodeId origin, Collection<String> subjects) {
        try {
            ledger.inTransaction(() -> subjects.forEach(subject -> {
                Optional<IncomingMessage> next = ledger.inbox().next(origin, subject, clock.instant());
                while (next.isPresent() && next.get().attempts() <= 1 && isItsTurn(next.get())) {
                    apply(next.get());
                    next = ledger.inbox().next(origin, subject, clock.instant());
                }
            }));
        } catch (RuntimeException oneFailed) {
            // All was rolled back; one by one the sound ones get through and the bad one is found.
            subjects.forEach(subject -> applyOneByOne(origin, subject));
        }
    }

    /**
     * Applies a subject's messages, each in its own transaction, its attempt counted before it is made. Returns whether any
     * was applied.
     */
    boolean applyOneByOne(NodeId origin, String subject) {
        boolean applied = false;
        Optional<IncomingMessage> next = readNext(origin, subject);
        while (next.isPresent() && isItsTurn(next.get())) {
            if (!tryOne(next.get())) {
                return applied;
            }
            applied = true;
            next = readNext(origin, subject);
        }
        return applied;
    }

    /** A message that cannot even be read is put aside like one that failed: a person can ask for it again. */
    private Optional<IncomingMessage> readNext(NodeId origin, String subject) {
        try {
            return ledger.inbox().next(origin, subject, clock.instant());
        } catch (RuntimeException unreadable) {
            if (unreadable instanceof TransientException || ledger.isTransient(unreadable)) {
                throw unreadable;
            }
            String reason = FailureWords.of(unreadable);
            if (ledger.inTransaction(() -> ledger.inbox().quarantineUnread(origin, subject, reason))) {
                log.error(
                        "YILU-INBOX-003: The next message of {} about {} cannot be read and is put aside: {}. "
                                + "Later messages about it wait; others go on.",
                        origin,
                        subject,
                        reason);
                events.accept(new SubjectMoved(subject));
            }
            return Optional.empty();
        }
    }

    /** While this node is rebuilt, what it had written before it applied this message goes first. */
    private boolean isItsTurn(IncomingMessage message) {
        RecoveryLedger recovery = ledger.recovery();
        return switch (recovery.phase(message.origin())) {
            case NONE ->
                !recovery.closed(message.origin()).contains(message.subject()) || !isBehindReplay(recovery, message);
            case FETCHING -> false;
            case REPLAYING -> !isBehindReplay(recovery, message);
        };
    }

    private static boolean isBehindReplay(RecoveryLedger recovery, IncomingMessage message) {
        return recovery.mustReplayBefore(message.origin(), message.subject(), message.subjectSequence());
    }

    private boolean tryOne(IncomingMessage message) {
        if (message.attempts() >= mostAttempts) {
            quarantine(message, State.QUARANTINED, "failed or stopped the node " + message.attempts() + " times");
            return false;
        }
        ledger.inTransaction(() -> ledger.inbox().countAttempt(message));
        try {
            ledger.inTransaction(() -> apply(message));
            return true;
        } catch (UnknownPayloadException unknown) {
            quarantine(message, State.UNKNOWN, "kind " + message.type() + " version " + message.schemaVersion());
        } catch (RuntimeException failure) {
            if (failure instanceof TransientException || ledger.isTransient(failure)) {
                Duration wait = Duration.ofSeconds(2L << Math.min(message.attempts(), 5));
                Duration bounded = wait.compareTo(SLOWEST_RETRY) < 0 ? wait : SLOWEST_RETRY;
                ledger.inTransaction(() -> ledger.inbox()
                        .retryLater(
                                message,
                                FailureWords.of(failure),
                                clock.instant().plus(bounded)));
            } else {
                quarantine(message, State.QUARANTINED, FailureWords.of(failure));
            }
        }
        return false;
    }

    private void apply(IncomingMessage message) {
        // Marked first, so that what the handler writes knows that it was written after this message.
        ledger.inbox().markApplied(message, clock.instant());
        if (message.type().equals(RecoveryLedger.LOST)) {
            noteLost(message.origin(), message.subject());
        } else {
            InboxHandler<?> handler = handlerOf(message).orElseThrow(UnknownPayloadException::new);
            CrashPoint.APPLYING.reached(message.subject());
            Cause.during(message.id(), () -> handle(message, handler));
        }
        OwnReplay.settle(ledger.recovery(), message.id());
        ledger.afterCommit(() -> events.accept(new SubjectMoved(message.subject())));
    }

    private Optional<InboxHandler<?>> handlerOf(IncomingMessage message) {
        return PayloadType.labelled(message.type())
                .filter(known -> codec.canRead(message.type(), message.schemaVersion()))
                .flatMap(handlers::ofPeers);
    }

    /** Applies a message beside the order of its subject, in the caller's transaction. */
    void applyOutOfOrder(IncomingMessage message) {
        InboxHandler<?> handler = handlerOf(message)
                .orElseThrow(() -> new PermanentException(
                        "YILU-REPAIR-005",
                        "A message of kind " + message.type() + " version " + message.schemaVersion()
                                + " belongs to a newer release; it cannot be applied.",
                        "Upgrade this node, then decide."));
        Cause.during(message.id(), () -> handle(message, handler));
    }

    private void noteLost(NodeId origin, String subject) {
        log.error("YILU-INBOX-004: {} lost a message about {} in a restore", origin, subject);
        ledger.alarms()
                .raise(
                        "YILU-INBOX-004",
                        origin,
                        "A message about " + subject + " was lost when the other side was restored."
                                + " Ask what it said and have it entered again.");
    }

    private <P extends Payload> void handle(IncomingMessage message, InboxHandler<P> handler) {
        P payload = codec.read(handler.payloadClass(), message.schemaVersion(), FrameCodec.tree(message.payload()));
        handler.handle(new InboxMessage<>(
                message.id(), message.origin(), message.subject(), message.createdAt(), message.receivedAt(), payload));
    }

    private void quarantine(IncomingMessage message, State as, String reason) {
        log.error(
                "YILU-INBOX-003: Message {} ({}) from {} about {} is put aside: {}. "
                        + "Later messages about it wait; others go on.",
                message.id(),
                message.type(),
                message.origin(),
                message.subject(),
                reason);
        ledger.inTransaction(() -> ledger.inbox().quarantine(message, as, reason));
        events.accept(new SubjectMoved(message.subject()));
    }

    private static final class UnknownPayloadException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
