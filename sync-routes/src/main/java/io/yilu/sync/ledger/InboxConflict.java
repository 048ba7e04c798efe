package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Repairs.HeldConflict;
import io.yilu.sync.engine.IncomingMessage;
import java.util.List;

/** What came second under an id or a sequence that was taken. */
record InboxConflict(long number, IncomingMessage message, List<FileManifest> files, boolean decided) {

    NodeId origin() {
        return message.origin();
    }

    InboxConflict afterDecision() {
        return new InboxConflict(number, message, files, true);
    }

    HeldConflict asHeld() {
        return new HeldConflict(
                number,
                message.id(),
                message.origin(),
                message.sequence(),
                message.subject(),
                message.type(),
                message.schemaVersion(),
                message.receivedAt());
    }
}
