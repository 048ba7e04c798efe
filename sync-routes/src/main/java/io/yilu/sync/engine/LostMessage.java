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

    /** @param place where it will stand; the same place behind the same past always gives the same message */
    public static OutgoingMessage.Draft draft(NodeId destination, String subject, StreamChain.Place place, Instant at) {
        String name = "lost " + destination + " " + place.sequence() + " " + place.chainBefore();
        return new OutgoingMessage.Draft(
                new MessageId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))),
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
