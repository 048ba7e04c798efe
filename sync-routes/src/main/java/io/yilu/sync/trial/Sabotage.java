package io.yilu.sync.trial;

import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Breaks the exchange's word once a process, behind the engine's back, so that a trial can show that its judge notices. Only a
 * node started with {@code -Dyilu.trial.sabotage=drop}, {@code double}, {@code swap} or {@code corrupt} does it.
 */
public final class Sabotage {

    static final String PROPERTY = "yilu.trial.sabotage";

    private static final Logger log = LoggerFactory.getLogger(Sabotage.class);

    private final Wrong wrong;
    private @Nullable MessageId victim;
    private @Nullable MessageId next;
    private @Nullable Runnable heldBack;
    private String subject = "";

    Sabotage(Wrong wrong) {
        this.wrong = wrong;
    }

    /** What may be done to one message that the engine has marked as applied. */
    enum Wrong {
        /** It is never done. */
        DROP,
        /** It is done twice. */
        DOUBLE,
        /** It is done after the next one about the same case. */
        SWAP,
        /** It is done with another content. */
        CORRUPT
    }

    /** The handlers as they are, or, where a trial asks for it, with one wrong before them. */
    public static List<InboxHandler<?>> before(List<InboxHandler<?>> handlers) {
        String asked = System.getProperty(PROPERTY);
        if (asked == null) {
            return handlers;
        }
        log.warn("Trial: this node will {} a message on purpose", asked);
        return new Sabotage(Wrong.valueOf(asked.toUpperCase(Locale.ROOT))).wrapped(handlers);
    }

    List<InboxHandler<?>> wrapped(List<InboxHandler<?>> handlers) {
        return handlers.stream()
                .<InboxHandler<?>>map(handler -> new Tampered<>(handler, this))
                .toList();
    }

    private record Tampered<P extends Payload>(InboxHandler<P> handler, Sabotage sabotage) implements InboxHandler<P> {

        @Override
        public Class<P> payloadClass() {
            return handler.payloadClass();
        }

        @Override
        public void handle(InboxMessage<P> message) {
            sabotage.pass(message, handler);
        }
    }

    private synchronized <P extends Payload> void pass(InboxMessage<P> message, InboxHandler<P> handler) {
        if (!isVictim(message)) {
            handler.handle(message);
            doWhatWasHeldBack(message);
            return;
        }
        switch (wrong) {
            case DROP -> {}
            case DOUBLE -> {
                handler.handle(message);
                handler.handle(message);
            }
            case SWAP -> heldBack = () -> handler.handle(message);
            case CORRUPT -> handler.handle(withAnotherContent(message, handler.payloadClass()));
        }
    }

    /** The same again when its transaction is repeated: a wrong that a retry mends would be none. */
    private boolean isVictim(InboxMessage<?> message) {
        boolean fits = wrong == Wrong.CORRUPT
                ? message.payload() instanceof CaseDecided
                : message.payload() instanceof CaseProgressed;
        if (victim == null && fits) {
            victim = message.id();
            subject = message.subject();
            log.warn("Trial: message {} about {} is wronged: {}", victim, subject, wrong);
        }
        return message.id().equals(victim);
    }

    private void doWhatWasHeldBack(InboxMessage<?> message) {
        Runnable held = heldBack;
        if (held != null && next == null && message.subject().equals(subject)) {
            next = message.id();
        }
        if (held != null && message.id().equals(next)) {
            held.run();
        }
    }

    private static <P extends Payload> InboxMessage<P> withAnotherContent(InboxMessage<P> message, Class<P> kind) {
        CaseDecided decided = (CaseDecided) message.payload();
        CaseDecided changed = new CaseDecided(
                decided.caseNumber(),
                decided.outcome(),
                decided.opinion() + "!",
                decided.reasons(),
                decided.resultName(),
                decided.resultNumber(),
                decided.document(),
                decided.department(),
                decided.decidedAt(),
                decided.decidedBy());
        return new InboxMessage<>(
                message.id(),
                message.origin(),
                message.subject(),
                message.createdAt(),
                message.receivedAt(),
                kind.cast(changed));
    }
}
