package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Hashes;
import io.yilu.sync.engine.OutgoingMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Own messages as a town hands them back. */
final class RecoveredMessages {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final Instant NOON = Instant.parse("2015-07-01T04:00:00.123456Z");

    private RecoveredMessages() {}

    static OutgoingMessage own(long sequence, String subject, long turn, Lineage lineage) {
        return new OutgoingMessage(
                new MessageId(UUID.randomUUID()),
                TOWN,
                sequence,
                subject,
                turn,
                "case-decided",
                1,
                Lane.CONTROL,
                NOON,
                lineage,
                List.of(),
                new byte[] {'{', '}'});
    }

    static OutgoingMessage at(long sequence, OutgoingMessage message) {
        return new OutgoingMessage(
                message.id(),
                message.destination(),
                sequence,
                message.subject(),
                message.subjectSequence(),
                message.type(),
                message.schemaVersion(),
                message.lane(),
                message.createdAt(),
                message.lineage(),
                message.files(),
                message.payload());
    }

    static String chain(long sequence) {
        return Hashes.sha256Hex(new byte[] {(byte) sequence});
    }
}
