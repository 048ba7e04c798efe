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
import org.jspecify.annotations.Nullable;

/**
 * Port: which files are here, which chunks of the others, and what the peers have receipted of ours. What comes in is kept by
 * peer: the manifest that one of them announces says nothing about the chunks of another.
 */
public interface FileLedger {

    /** A file that was stored here whole. */
    void addComplete(FileManifest manifest, Instant at);

    /**
     * A file that a peer announced. Does nothing if the peer has announced it before, unless that manifest was put aside and
     * this one differs.
     */
    void announce(FileManifest manifest, NodeId from, Instant at);

    /** How the file is made of chunks: our own if it is or was here, otherwise as some peer says. */
    Optional<FileManifest> manifest(String sha256);

    /** What this peer announced of the file and what came of it. */
    Optional<IncomingFile> incoming(NodeId from, String sha256);

    /** Notes a chunk; only after its bytes are on the disk (law 6). Returns all of this peer's that are here. */
    BitSet addChunk(NodeId from, FileManifest manifest, int index);

    /** Notes which chunks the disk really holds, after it was looked at again. */
    void setChunks(NodeId from, FileManifest manifest, BitSet here);

    /**
     * Every chunk fitted this peer's manifest and the whole hash was wrong: forgets the chunks and counts.
     *
     * @param most after so many rounds the manifest is put aside, and the file is no longer asked for
     * @return the rounds so far
     */
    int failRound(NodeId from, String sha256, int most, Instant at);

    /** The file is here by another way: nothing more is asked of this peer. */
    void alreadyHere(NodeId from, String sha256);

    /** The peer has shown that it holds the bytes of this file, which is here. */
    void noteGiven(NodeId peer, String sha256);

    /** The whole file came from this peer; nobody else is asked for it any more. */
    void markComplete(NodeId from, FileManifest manifest, Instant at);

    /**
     * Files announced by this peer of which bytes are missing, oldest first; those put aside are not among them. Without their
     * manifests: one may name the hashes of very many chunks.
     *
     * @param after only those behind this one; null for the oldest
     */
    List<Incomplete> incomplete(NodeId from, @Nullable Incomplete after, int limit);

    List<FileProgress> progress(Collection<String> sha256s);

    /** Notes that this file is to reach the peer as part of this subject; does nothing if it is noted already. */
    void addOutgoing(NodeId destination, String subject, FileManifest manifest);

    /** Whether this file is, or was, to reach the peer. */
    boolean isOutgoing(NodeId destination, String sha256);

    /** Whether the peer itself has given this file's bytes, or shown that it holds them, so that it may have them back. */
    boolean cameFrom(NodeId peer, String sha256);

    /** A hash is no key: a peer gets the files that are meant for it, or that it gave itself (law 8). */
    default boolean mayHave(NodeId peer, String sha256) {
        return isOutgoing(peer, sha256) || cameFrom(peer, sha256);
    }

    /** Notes what the peer has of the file. Returns the subjects that still waited for it. */
    Set<String> receipted(NodeId destination, String sha256, long receivedBytes, boolean complete);

    /** Files that the peer has not receipted whole, oldest first. */
    List<String> unreceipted(NodeId destination, int limit);

    /** Files and bytes that this peer announced and that are missing here. */
    Missing missing(NodeId from);

    /** The part that looks after what is here. */
    FileCareLedger care();

    /**
     * A file of which bytes are missing.
     *
     * @param whole whether all chunks are here and only the end is to be made
     */
    record Incomplete(String sha256, Instant announcedAt, boolean whole) {}

    /** How much of the files announced by a peer is missing. */
    record Missing(long files, long bytes) {}

    /**
     * A file as one peer announced it.
     *
     * @param here chunks that are in this peer's part file
     * @param aside whether the manifest was put aside as wrong
     */
    record IncomingFile(FileManifest manifest, BitSet here, boolean complete, boolean aside) {

        /** Whether chunks of it are still to be asked for. */
        boolean isOpen() {
            return !complete && !aside;
        }

        /** The chunks that are not here. */
        public BitSet missing() {
            BitSet missing = (BitSet) here.clone();
            missing.flip(0, manifest.chunks());
            return missing;
        }
    }
}
