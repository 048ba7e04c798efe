package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.InboxLedger;
import io.yilu.sync.engine.InboxLedger.State;
import io.yilu.sync.engine.IncomingMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the inbox in memory; never changed, only replaced. */
record InboxRow(
        IncomingMessage message,
        List<FileManifest> files,
        String digest,
        State state,
        @Nullable Instant notBefore,
        @Nullable String error) {

    InboxRow with(IncomingMessage changed, State as, @Nullable Instant at, @Nullable String why) {
        return new InboxRow(changed, files, digest, as, at, why);
    }

    boolean isOpen() {
        return state != State.APPLIED && state != State.DISCARDED;
    }

    boolean isDue(Instant now) {
        return state == State.WAITING
                && (notBefore == null
                        || !notBefore.isAfter(now)
                        || notBefore.isAfter(now.plus(InboxLedger.LONGEST_PAUSE)));
    }

    Envelope envelope(NodeId destination) {
        return new Envelope(
                message.id(),
                message.origin(),
                destination,
                message.sequence(),
                message.subject(),
                message.subjectSequence(),
                message.type(),
                message.schemaVersion(),
                message.createdAt(),
                message.lineage(),
                files,
                FrameCodec.tree(message.payload()));
    }

    IncomingMessage attempted(int more) {
        return with(message.attempts() + more, message.payload());
    }

    IncomingMessage saying(byte[] corrected) {
        return with(message.attempts(), corrected);
    }

    private IncomingMessage with(int attempts, byte[] payload) {
        return new IncomingMessage(
                message.id(),
                message.origin(),
                message.sequence(),
                message.subject(),
                message.subjectSequence(),
                message.type(),
                message.schemaVersion(),
                message.createdAt(),
                message.receivedAt(),
                message.lineage(),
                attempts,
                payload);
    }
}
