package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;

/** Port: the bytes of files, by content. */
public interface ChunkStore {

    /** Reads one chunk of a complete file. */
    byte[] read(FileManifest manifest, int index);

    /** Writes one chunk of an incoming file and forces it to the disk before returning. */
    void write(FileManifest manifest, int index, byte[] bytes);

    /**
     * Checks the whole hash and makes the file visible under its content.
     *
     * @return false if the hash is wrong; the part file is gone then
     */
    boolean finish(FileManifest manifest);

    /** Whether the file can be opened. */
    boolean isVisible(String sha256);
}
