package io.yilu.township.corrections;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The answer to a correction request.
 *
 * @param form the whole form as it now stands
 * @param files what is added, by the number of the material
 * @param remark the clerk's words to the reviewer, may be empty
 */
public record Supplement(
        CaseNumber caseNumber, JsonNode form, Map<Integer, List<FileRef>> files, String remark, String clerk) {

    public Supplement {
        files = Map.copyOf(files);
        remark = remark.strip();
    }
}
