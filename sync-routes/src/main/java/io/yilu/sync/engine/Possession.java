package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.FileLedger.IncomingFile;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has one peer show that it holds a file which is here already: it gives one chunk that this side chooses. Who has shown it may
 * have the file back (law 8); a file's hash alone, which may have been read somewhere, is no key.
 *
 * <p>So the same scan handed in by two towns crosses the second line with one chunk instead of all. The choice never changes:
 * who holds one chunk alone cannot begin anew until it fits. And nobody else can foretell it, so that a chunk shows as much if
 * a stick brings it unasked.
 */
final class Possession {

    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(15);
    /** Of a shorter piece too much may be guessed: a picture's head, the end of a form. */
    private static final int TELLING_BYTES = 16 * 1024;

    private final NodeId peer;
    private final PeerLine line;
    private final EnginePorts ports;
    private final Map<String, Duration> asked = new HashMap<>();
    /** Chunks that were right, of files that take more than one. */
    private final Map<String, BitSet> shown = new HashMap<>();

    Possession(NodeId peer, PeerLine line, EnginePorts ports) {
        this.peer = peer;
        this.line = line;
        this.ports = ports;
    }

    void restart() {
        asked.clear();
        shown.clear();
    }

    /** Whether the peer has shown this file, or nothing of it could be shown: then it may be receipted whole. */
    boolean hasNothingToShow(String sha256) {
        FileManifest manifest = theirs(sha256);
        return manifest == null
                || !isTelling(manifest)
                || ports.ledger().files().cameFrom(peer, sha256);
    }

    /** Asks for what is to be shown, not again before it can have come. */
    void ask(String sha256) {
        Duration now = ports.ticker().elapsed();
        Duration earlier = asked.get(sha256);
        FileManifest manifest = theirs(sha256);
        if (manifest == null
                || !isTelling(manifest)
                || (earlier != null && now.compareTo(earlier.plus(ASK_AGAIN_AFTER)) < 0)) {
            return;
        }
        if (line.offer(new Frame.FileWanted(sha256, chosen(manifest).toByteArray()))) {
            asked.put(sha256, now);
        }
    }

    /** Compares a chunk with the file that is here; what the peer's manifest says of it proves nothing. */
    void looksAt(FileManifest theirs, Frame.Chunk chunk) {
        if (!isTelling(theirs)) {
            return;
        }
        BitSet chosen = chosen(theirs);
        if (!chosen.get(chunk.index()) || !Arrays.equals(ports.chunks().read(theirs, chunk.index()), chunk.bytes())) {
            return;
        }
        BitSet right = shown.computeIfAbsent(chunk.sha256(), key -> new BitSet());
        right.set(chunk.index());
        if (right.equals(chosen)) {
            shown.remove(chunk.sha256());
            asked.remove(chunk.sha256());
            ports.ledger().files().noteGiven(peer, chunk.sha256());
        }
    }

    private boolean isTelling(FileManifest manifest) {
        return manifest.size() > 0
                && manifest.size() == ports.chunks().sizeOf(manifest.sha256())
                && (manifest.chunkSize() >= TELLING_BYTES || wholeChunks(manifest) < 2);
    }

    /** One whole chunk; all of a file that has too few of them to choose from. */
    private BitSet chosen(FileManifest manifest) {
        BitSet chosen = new BitSet();
        int whole = wholeChunks(manifest);
        if (whole < 2) {
            chosen.set(0, manifest.chunks());
        } else {
            chosen.set(ports.mark().choice(peer + " shows " + manifest.sha256(), whole));
        }
        return chosen;
    }

    /** Without the last if it is shorter than the others. */
    private static int wholeChunks(FileManifest manifest) {
        return (int) (manifest.size() / manifest.chunkSize());
    }

    private @Nullable FileManifest theirs(String sha256) {
        return ports.ledger()
                .files()
                .incoming(peer, sha256)
                .map(IncomingFile::manifest)
                .orElse(null);
    }
}
