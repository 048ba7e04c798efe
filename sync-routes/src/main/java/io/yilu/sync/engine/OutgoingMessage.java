package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        Lineage lineage,
        List<FileManifest> files,
        byte[] payload) {

    /** As it crosses the link, but for its writer's mark. */
    Envelope from(NodeId origin) {
        return new Envelope(
                id,
                origin,
                destination,
                sequence,
                subject,
                subjectSequence,
                type,
                schemaVersion,
                createdAt,
                lineage,
                files,
                FrameCodec.tree(payload));
    }

    /** A message before the ledger has given it its place in the stream. */
    public record Draft(
            MessageId id,
            NodeId destination,
            String subject,
            String type,
            int schemaVersion,
            Lane lane,
            Instant createdAt,
            @Nullable MessageId cause,
            List<FileManifest> files,
            byte[] payload) {}
}
