package io.yilu.township.drafts;

import io.yilu.schemas.exchange.FileRef;

/** One scan on a material's row of a draft. */
public record DraftFile(long id, int seq, FileRef file) {}
