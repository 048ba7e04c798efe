package io.yilu.county.cases;

import java.time.Instant;

/** The township's answer to the correction request with this writer token. */
public record Supplement(int writerToken, String remark, Instant supplementedAt, String supplementedBy) {}
