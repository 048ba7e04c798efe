package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Payload;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Map<Class<?>, InboxHandler<?>> handlers = new HashMap<>();
    private final Consumer<ExchangeEvent> events;
    private final int mostAttempts;
    private final Clock clock;

    InboxApplier(
            EnginePorts ports,
            PayloadCodec codec,
            List<? extends InboxHandler<?>> handlers,
            ExchangeSettings settings,
            Clock clock) {
        this.ledger = ports.ledger();
        this.events = ports.events();
        this.codec = codec;
        this.mostAttempts = settings.mostAttempts();
        this.clock = clock;
        for (InboxHandler<?> handler : handlers) {
            if (this.handlers.put(handler.payloadClass(), handler) != null) {
                throw new IllegalStateException("Two handlers for " + handler.payloadClass());
            }
        }
    }

    /** The newest version of each kind that this node can apply, by label. */
    Map<String, Integer> knownVersions() {
        return codec.versions().entrySet().stream()
                .filter(known -> PayloadType.labelled(known.getKey())
                        .filter(type -> handlers.containsKey(type.payloadClass()))
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
                while (next.isPresent() && next.get().attempts() <= 1) {
                    apply(next.get());
                    next = ledger.inbox().next(origin, subject, clock.instant());
                }
            }));
        } catch (RuntimeException oneFailed) {
            // All was rolled back; one by one the sound ones get through and the bad one is found.
            subjects.forEach(subject -> applyOneByOne(origin, subject));
        }
    }

    /** Applies a subject's messages, each in its own transaction, its attempt counted before it is made. */
    void applyOneByOne(NodeId origin, String subject) {
        Optional<IncomingMessage> next = ledger.inbox().next(origin, subject, clock.instant());
        while (next.isPresent()) {
            if (!tryOne(next.get())) {
                return;
            }
            next = ledger.inbox().next(origin, subject, clock.instant());
        }
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
                        .retryLater(message, describe(failure), clock.instant().plus(bounded)));
            } else {
                quarantine(message, State.QUARANTINED, describe(failure));
            }
        }
        return false;
    }

    private void apply(IncomingMessage message) {
        PayloadType type = PayloadType.labelled(message.type())
                .filter(known -> handlers.containsKey(known.payloadClass()))
                .filter(known -> codec.canRead(message.type(), message.schemaVersion()))
                .orElseThrow(UnknownPayloadException::new);
        CrashPoint.APPLYING.reached(message.subject());
        handle(message, type.payloadClass());
        ledger.inbox().markApplied(message, clock.instant());
        ledger.afterCommit(() -> events.accept(new SubjectMoved(message.subject())));
    }

    private <P extends Payload> void handle(IncomingMessage message, Class<P> payloadClass) {
        P payload = codec.read(payloadClass, message.schemaVersion(), FrameCodec.tree(message.payload()));
        @SuppressWarnings("unchecked") // registered under its own payload class
        InboxHandler<P> handler = (InboxHandler<P>) Objects.requireNonNull(handlers.get(payloadClass));
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

    private static String describe(RuntimeException failure) {
        String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return text.length() > 1000 ? text.substring(0, 1000) : text;
    }

    private static final class UnknownPayloadException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
