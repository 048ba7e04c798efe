package io.yilu.township.scans;

import java.time.Instant;

/** A file that was brought to this node; {@code id} orders them. */
record UploadedFile(
        String sha256, long size, String mediaType, String fileName, String uploadedBy, Instant uploadedAt) {}
