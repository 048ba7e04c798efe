package io.yilu.schemas.exchange;

import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One message as it crosses the link.
 *
 * @param sequence position in the stream origin → destination, from 1, without gaps, from a counter
 * @param subject what the message is about and within which order is kept: a case number, or a fixed word such as
 *     {@code catalogue}
 * @param subjectSequence position among the messages of this stream about {@code subject}, from 1, without gaps
 * @param type the label of a {@link io.yilu.schemas.payload.PayloadType}; an unknown one is held, not dropped
 * @param schemaVersion version of the payload's JSON Schema
 * @param createdAt the origin's clock; data, never used for order
 * @param lineage where it stands in what its writer knew and wrote
 * @param files manifests of the files that the payload refers to; their bytes follow on the file lane
 * @param payload the content as the origin wrote it
 */
public record Envelope(
        MessageId id,
        NodeId origin,
        NodeId destination,
        long sequence,
        String subject,
        long subjectSequence,
        String type,
        int schemaVersion,
        Instant createdAt,
        Lineage lineage,
        List<FileManifest> files,
        JsonNode payload) {

    /** Subjects and types are written by nodes, not by people: nothing that could deceive a log or a page. */
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    public Envelope {
        Objects.requireNonNull(id);
        Objects.requireNonNull(origin);
        Objects.requireNonNull(destination);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(lineage);
        Objects.requireNonNull(payload);
        if (sequence < 1
                || subjectSequence < 1
                || !SUBJECT.matcher(subject).matches()
                || !TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("Not an envelope: sequence, subject or type is impossible.");
        }
        files = List.copyOf(files);
    }

    /** The same message with another content. */
    public Envelope withPayload(JsonNode other) {
        return copy(id, origin, lineage, other);
    }

    /** The same content at the same place of the stream of another node. */
    public Envelope from(MessageId otherId, NodeId otherOrigin) {
        return copy(otherId, otherOrigin, lineage, payload);
    }

    /** The same message with its writer's mark. */
    public Envelope marked(String mark) {
        return copy(id, origin, lineage.marked(mark), payload);
    }

    private Envelope copy(MessageId newId, NodeId newOrigin, Lineage newLineage, JsonNode newPayload) {
        return new Envelope(
                newId,
                newOrigin,
                destination,
                sequence,
                subject,
                subjectSequence,
                type,
                schemaVersion,
                createdAt,
                newLineage,
                files,
                newPayload);
    }
}
