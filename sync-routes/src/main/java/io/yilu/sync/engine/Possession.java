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
 * <p>So the same scan handed in by two towns crosses the second line with one chunk instead of all.
 */
final class Possession {

    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(15);
    /** Of a shorter piece too much may be guessed: a picture's head, the end of a form. */
    private static final int TELLING_BYTES = 16 * 1024;

    private final NodeId peer;
    private final PeerLine line;
    private final EnginePorts ports;
    private final Map<String, Asked> asked = new HashMap<>();

    Possession(NodeId peer, PeerLine line, EnginePorts ports) {
        this.peer = peer;
        this.line = line;
        this.ports = ports;
    }

    void restart() {
        asked.clear();
    }

    /** Whether nothing is left to show, or nothing could be shown. */
    boolean isShown(String sha256) {
        FileManifest manifest = theirs(sha256);
        return manifest == null
                || !isTelling(manifest)
                || ports.ledger().files().cameFrom(peer, sha256);
    }

    /** Asks for one chunk, not again before it can have come. */
    void ask(String sha256) {
        Duration now = ports.ticker().elapsed();
        Asked earlier = asked.get(sha256);
        FileManifest manifest = theirs(sha256);
        if (manifest == null
                || !isTelling(manifest)
                || (earlier != null && now.compareTo(earlier.at.plus(ASK_AGAIN_AFTER)) < 0)) {
            return;
        }
        // The choice stays while it is unanswered: who holds one chunk alone is not asked until it fits.
        int index = earlier == null ? anyOf(wholeChunks(manifest)) : earlier.index;
        BitSet one = new BitSet();
        one.set(index);
        if (line.offer(new Frame.FileWanted(sha256, one.toByteArray()))) {
            asked.put(sha256, new Asked(index, now));
        }
    }

    /** Compares a chunk with the file that is here; what the peer's manifest says of it proves nothing. */
    void looksAt(FileManifest theirs, Frame.Chunk chunk) {
        Asked question = asked.get(chunk.sha256());
        if (question != null
                && question.index == chunk.index()
                && isTelling(theirs)
                && Arrays.equals(ports.chunks().read(theirs, chunk.index()), chunk.bytes())) {
            asked.remove(chunk.sha256());
            ports.ledger().files().noteGiven(peer, chunk.sha256());
        }
    }

    private boolean isTelling(FileManifest manifest) {
        return manifest.size() > 0
                && manifest.size() == ports.chunks().sizeOf(manifest.sha256())
                && (manifest.chunkSize() >= TELLING_BYTES || manifest.chunks() == 1);
    }

    private int anyOf(int chunks) {
        return Math.floorMod(ports.ids().get().getMostSignificantBits(), chunks);
    }

    /** Without the last if it is shorter than the others. */
    private static int wholeChunks(FileManifest manifest) {
        return (int) Math.max(1, manifest.size() / manifest.chunkSize());
    }

    private @Nullable FileManifest theirs(String sha256) {
        return ports.ledger()
                .files()
                .incoming(peer, sha256)
                .map(IncomingFile::manifest)
                .orElse(null);
    }

    private record Asked(int index, Duration at) {}
}
