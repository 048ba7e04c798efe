package io.yilu.township.trial;

import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.OutgoingMessage;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What this site had sent, from its outbox, and its replay as the engine does it: each message in a transaction. */
@TestComponent
public class OwnMessages {

    private final Ledger ledger;
    private final PayloadCodec codec;
    private final List<OwnMessageHandler<?>> handlers;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    OwnMessages(
            Ledger ledger,
            PayloadCodec codec,
            List<OwnMessageHandler<?>> handlers,
            TransactionTemplate transaction,
            Clock clock) {
        this.ledger = ledger;
        this.codec = codec;
        this.handlers = handlers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What this site has sent about a case, or under a fixed word, in order. */
    public List<OutgoingMessage> about(String subject) {
        return ledger.outbox().unreceipted(NodeId.COUNTY, 0, 10_000).stream()
                .filter(message -> message.subject().equals(subject))
                .toList();
    }

    public void replay(OutgoingMessage own) {
        Class<? extends Payload> kind =
                PayloadType.labelled(own.type()).orElseThrow().payloadClass();
        handlers.stream()
                .filter(candidate -> candidate.payloadClass().equals(kind))
                .forEach(handler -> replay(own, handler));
    }

    private <P extends Payload> void replay(OutgoingMessage own, OwnMessageHandler<P> handler) {
        P payload = codec.read(handler.payloadClass(), own.schemaVersion(), json.readTree(own.payload()));
        transaction.executeWithoutResult(status -> handler.rebuild(new InboxMessage<>(
                new MessageId(own.id().value()),
                ledger.identity().node(),
                own.subject(),
                own.createdAt(),
                clock.instant(),
                payload)));
    }
}
