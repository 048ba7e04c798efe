package io.yilu.township.intake;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.payload.Applicant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What somebody hands in at the window.
 *
 * @param submissionKey names this submission; the same key never makes a second case
 * @param files scans by the number of the material
 */
public record Application(
        String submissionKey,
        String itemCode,
        Applicant applicant,
        JsonNode form,
        Map<Integer, List<FileRef>> files,
        String clerk) {

    public Application {
        files = Map.copyOf(files);
    }

    List<FileRef> filesOf(int seq) {
        return files.getOrDefault(seq, List.of());
    }
}
