package io.yilu.township.cases;

import io.yilu.schemas.exchange.FileRef;
import java.time.Instant;

/**
 * One scan of a case.
 *
 * @param round 0 came with the acceptance, n answered the correction request with writer token n
 */
public record CaseFile(int seq, int round, FileRef file, Instant addedAt) {}
