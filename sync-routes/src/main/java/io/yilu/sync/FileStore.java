package io.yilu.sync;

import io.yilu.schemas.exchange.FileRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The node's content-addressed files; the same bytes are kept once, whoever brings them. */
public interface FileStore {

    /**
     * Stores a stream durably (fsync) and returns its reference; a crash half way leaves nothing visible.
     *
     * @param mediaType told from the bytes by the caller
     * @param fileName for people, already without path parts
     * @param maxBytes refuses anything longer with {@code YILU-FILE-002}
     */
    FileRef store(InputStream content, String mediaType, String fileName, long maxBytes) throws IOException;

    /** Opens a complete file, or empty while chunks are missing. */
    Optional<InputStream> open(String sha256) throws IOException;

    /** How much of a file is here; empty if it was never heard of. */
    Optional<FileProgress> progress(String sha256);

    /** The same for many files at once, in no order. */
    List<FileProgress> progress(Collection<String> sha256s);

    /**
     * How much of a file is here.
     *
     * @param received bytes that are on this disk, in whole chunks
     * @param complete whether the whole hash was checked and the file can be opened
     */
    record FileProgress(String sha256, long size, long received, boolean complete) {

        /** 0 to 100; 100 only when complete. */
        public int percent() {
            if (complete) {
                return 100;
            }
            return size == 0 ? 0 : (int) Math.min(99, received * 100 / size);
        }
    }
}
