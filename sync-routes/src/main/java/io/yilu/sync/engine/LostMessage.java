package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Stands in a stream for a message that no node holds any more, so that what came after it can go on. */
public final class LostMessage {

    private static final byte[] PAYLOAD = "{\"reason\":\"restore\"}".getBytes(StandardCharsets.UTF_8);

    private LostMessage() {}

    public static OutgoingMessage.Draft draft(NodeId destination, String subject, Instant at) {
        return new OutgoingMessage.Draft(
                new MessageId(UUID.randomUUID()),
                destination,
                subject,
                RecoveryLedger.LOST,
                1,
                Lane.CONTROL,
                at,
                null,
                List.of(),
                PAYLOAD);
    }
}
