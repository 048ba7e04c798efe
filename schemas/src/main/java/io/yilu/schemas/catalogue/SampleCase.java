package io.yilu.schemas.catalogue;

import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.Applicant;
import java.time.OffsetDateTime;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A made-up application for demonstrations and tests; nobody in it exists.
 *
 * @param data the filled-in form
 */
public record SampleCase(
        String sample,
        NodeId site,
        String item,
        String itemName,
        String form,
        Applicant applicant,
        JsonNode data,
        List<Attachment> attachments,
        OffsetDateTime acceptedAt) {

    public SampleCase {
        attachments = List.copyOf(attachments);
    }

    /** The 60 shipped samples. */
    public static List<SampleCase> loadShipped() {
        return CatalogueJson.samples();
    }

    /**
     * What was scanned for one material.
     *
     * @param material its number within the item
     * @param kind media type
     */
    public record Attachment(int material, String name, String kind, int pages, long bytes) {}
}
