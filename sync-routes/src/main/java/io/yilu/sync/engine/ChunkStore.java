package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import java.util.BitSet;

/** Port: the bytes of files, by content. What is incoming is kept apart for each peer until its whole hash is right. */
public interface ChunkStore {

    /** Reads one chunk of a complete file. */
    byte[] read(FileManifest manifest, int index);

    /** Writes one chunk of a file that comes from this peer, and forces it to the disk before returning. */
    void write(NodeId from, FileManifest manifest, int index, byte[] bytes);

    /** Reads again what this peer's part file holds: the chunks that fit the manifest. None if there is no such part. */
    BitSet soundChunks(NodeId from, FileManifest manifest);

    /**
     * Checks the whole hash and makes the file visible under its content.
     *
     * @return false if the hash is wrong; the part file stays, to be looked at chunk by chunk
     */
    boolean finish(NodeId from, FileManifest manifest);

    /** Throws this peer's part file away. */
    void discard(NodeId from, String sha256);

    /** Whether the file can be opened. */
    boolean isVisible(String sha256);

    /** Size of a visible file in bytes, or -1 if it is not there. */
    long sizeOf(String sha256);

    /** Reads a visible file through and compares its hash with its name. */
    boolean isSound(String sha256);

    /** Takes a spoilt file out of sight and makes it this peer's part, so that only its wrong chunks are asked for. */
    void takeBack(NodeId from, String sha256);

    /** Removes a visible file; nothing happens if it is not there. */
    void remove(String sha256);
}
