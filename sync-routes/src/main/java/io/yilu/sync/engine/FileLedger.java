package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.FileStore.FileProgress;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Port: which files are here, which chunks of the others, and what the peers have receipted of ours. */
public interface FileLedger {

    /** A file that was stored here whole. */
    void addComplete(FileManifest manifest, Instant at);

    /** A file that a peer announced; does nothing if it is known already. */
    void announce(FileManifest manifest, NodeId from, Instant at);

    Optional<FileManifest> manifest(String sha256);

    /** Chunks that are on this disk; empty if the file is unknown. */
    Optional<BitSet> chunksHere(String sha256);

    /** Notes a chunk; only after its bytes are on the disk (law 6). */
    void addChunk(FileManifest manifest, int index);

    /** Forgets all chunks, because the whole hash was wrong. */
    void forgetChunks(String sha256);

    void markComplete(String sha256, Instant at);

    /** Files announced by this peer of which bytes are missing, oldest first. */
    List<FileManifest> incomplete(NodeId from, int limit);

    List<FileProgress> progress(Collection<String> sha256s);

    /** Notes that this file is to reach the peer as part of this subject; does nothing if it is noted already. */
    void addOutgoing(NodeId destination, String subject, FileManifest manifest);

    /** Whether this file is, or was, to reach the peer. */
    boolean isOutgoing(NodeId destination, String sha256);

    /** Notes what the peer has of the file. Returns the subjects it belongs to. */
    Set<String> receipted(NodeId destination, String sha256, long receivedBytes, boolean complete);

    /** Files that the peer has not receipted whole, oldest first. */
    List<String> unreceipted(NodeId destination, int limit);

    /** Files and bytes that this peer announced and that are missing here. */
    Missing missing(NodeId from);

    /** How much of the files announced by a peer is missing. */
    record Missing(long files, long bytes) {}
}
