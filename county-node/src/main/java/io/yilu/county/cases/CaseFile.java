package io.yilu.county.cases;

import io.yilu.schemas.exchange.FileRef;
import java.time.Instant;

/**
 * One scan and how much of it is here.
 *
 * @param round 0 came with the acceptance; n answered the correction request with writer token n
 * @param received bytes that are on the county's disk
 * @param complete whether it can be opened
 */
public record CaseFile(int seq, int round, FileRef file, Instant addedAt, long received, boolean complete) {

    /** 0 to 100; 100 only when complete. */
    public int percent() {
        if (complete) {
            return 100;
        }
        return file.size() == 0 ? 0 : (int) Math.min(99, received * 100 / file.size());
    }

    public boolean isImage() {
        return file.mediaType().startsWith("image/");
    }
}
