package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.util.List;

/** A row of the outbox; {@code payload} is the JSON as it was written at the business change. */
public record OutgoingMessage(
        MessageId id,
        NodeId destination,
        long sequence,
        String subject,
        long subjectSequence,
        String type,
        int schemaVersion,
        Lane lane,
        Instant createdAt,
        List<FileManifest> files,
        byte[] payload) {

    /** A message before the ledger has given it its place in the stream. */
    public record Draft(
            MessageId id,
            NodeId destination,
            String subject,
            String type,
            int schemaVersion,
            Lane lane,
            Instant createdAt,
            List<FileManifest> files,
            byte[] payload) {

        public OutgoingMessage at(long sequence, long subjectSequence) {
            return new OutgoingMessage(
                    id,
                    destination,
                    sequence,
                    subject,
                    subjectSequence,
                    type,
                    schemaVersion,
                    lane,
                    createdAt,
                    files,
                    payload);
        }
    }
}
