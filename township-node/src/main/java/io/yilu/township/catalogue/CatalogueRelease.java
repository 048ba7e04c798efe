package io.yilu.township.catalogue;

import java.time.Instant;

/** A version that the county released to this site. */
record CatalogueRelease(String version, Instant effectiveAt, String sha256, long size, Instant receivedAt) {}
