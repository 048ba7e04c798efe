package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The outbox over the ledger; after the commit it wakes the exchange. */
public final class LedgerOutbox implements Outbox {

    /** Names and values of an envelope and of a manifest beside payload and hashes, in bytes and more than they ever are. */
    private static final int ROUND_A_MESSAGE = 2_000;

    private static final int ROUND_A_MANIFEST = 200;

    private final Ledger ledger;
    private final PayloadCodec codec;
    private final Clock clock;
    private final Consumer<NodeId> afterCommit;
    private final Supplier<UUID> ids;

    public LedgerOutbox(Ledger ledger, PayloadCodec codec, Clock clock, Consumer<NodeId> afterCommit) {
        this(ledger, codec, clock, afterCommit, UUID::randomUUID);
    }

    /** With ids of messages from a source that can be repeated. */
    public LedgerOutbox(
            Ledger ledger, PayloadCodec codec, Clock clock, Consumer<NodeId> afterCommit, Supplier<UUID> ids) {
        this.ids = ids;
        this.ledger = ledger;
        this.codec = codec;
        this.clock = clock;
        this.afterCommit = afterCommit;
    }

    @Override
    public MessageId append(NodeId destination, String subject, Payload payload) {
        if (!ledger.isInTransaction()) {
            throw new IllegalStateException("A message is appended in the transaction of its business change (law 1).");
        }
        MessageId cause = Cause.current();
        if (cause != null && isReplayed(destination, subject)) {
            Optional<OutgoingMessage> before = ledger.recovery().writtenBy(destination, subject, cause);
            if (before.isPresent()) {
                // This node is being rebuilt: the handler writes now what it had written in its former life.
                ledger.recovery().replayed(before.get());
                return before.get().id();
            }
        }
        PayloadType type = PayloadType.of(payload);
        int version = codec.versionFor(type, ledger.peers().versions(destination));
        List<FileManifest> files = payload.files().stream()
                .map(file -> ledger.files()
                        .manifest(file.sha256())
                        .orElseThrow(() -> new PermanentException(
                                "YILU-FILE-003",
                                "The file " + file.sha256() + " is not in this node's store.",
                                "Store it before the message that names it.",
                                Map.of("sha256", file.sha256()))))
                .distinct()
                .toList();
        OutgoingMessage.Draft draft = new OutgoingMessage.Draft(
                new MessageId(ids.get()),
                destination,
                subject,
                type.label(),
                version,
                type.lane(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                cause,
                files,
                FrameCodec.bytes(codec.toJson(payload, version)));
        requireRoom(draft);
        OutgoingMessage message = ledger.outbox().append(draft);
        files.forEach(file -> ledger.files().addOutgoing(destination, subject, file));
        ledger.afterCommit(() -> afterCommit.accept(destination));
        return message.id();
    }

    private boolean isReplayed(NodeId destination, String subject) {
        return ledger.recovery().phase(destination) != RecoveryLedger.Phase.NONE
                || ledger.recovery().closed(destination).contains(subject);
    }

    /** What no frame can carry would stop everything behind it for ever (law 4). */
    private static void requireRoom(OutgoingMessage.Draft draft) {
        long length = ROUND_A_MESSAGE + draft.payload().length;
        for (FileManifest file : draft.files()) {
            length += ROUND_A_MANIFEST + file.chunkHashes().length();
        }
        if (length > FrameCodec.MOST_BYTES) {
            throw new PermanentException(
                    "YILU-FRAME-004",
                    "内容共 " + length + " 字节，超过一次能传送的 " + FrameCodec.MOST_BYTES + " 字节。",
                    "请减少表格行数或附件，分成几件办理。");
        }
    }
}
