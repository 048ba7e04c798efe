package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.FileMoved;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one peer for the chunks that are missing here, puts them on the disk and receipts them: part file first, then the
 * bitmap, and the whole hash before the file can be seen (law 6).
 */
final class FileReceiver {

    private static final Logger log = LoggerFactory.getLogger(FileReceiver.class);
    private static final int LOOK_AT = 500;
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(15);

    private final NodeId peer;
    private final PeerLine line;
    private final EnginePorts ports;
    private final ExchangeSettings settings;
    private final Clock clock;
    /** Files that were asked for, with the last time that they were asked for or moved. */
    private final Map<String, Instant> asked = new HashMap<>();

    private Instant lastLook = Instant.EPOCH;

    FileReceiver(NodeId peer, PeerLine line, EnginePorts ports, ExchangeSettings settings, Clock clock) {
        this.peer = peer;
        this.line = line;
        this.ports = ports;
        this.settings = settings;
        this.clock = clock;
    }

    void restart() {
        asked.clear();
        lastLook = Instant.EPOCH;
    }

    /** Files were announced: receipt at once what is here already, ask for the others. */
    void announced(Frame.Messages messages) {
        messages.envelopes().stream()
                .flatMap(envelope -> envelope.files().stream())
                .filter(manifest -> ports.chunks().isVisible(manifest.sha256()))
                .forEach(manifest -> line.offer(new Frame.FileReceipted(manifest.sha256(), List.of(), true)));
        lookAgain();
        askForMissing();
    }

    private void lookAgain() {
        lastLook = Instant.EPOCH;
    }

    void askForMissing() {
        Instant now = clock.instant();
        if (now.isBefore(lastLook.plus(settings.heartbeatBusy()))) {
            return;
        }
        lastLook = now;
        Instant stale = now.minus(ASK_AGAIN_AFTER);
        long busy = asked.values().stream().filter(stale::isBefore).count();
        // Those never asked for come first, so that files which the peer has lost do not keep the slots for ever.
        ports.ledger().files().incomplete(peer, LOOK_AT).stream()
                .filter(manifest -> !stale.isBefore(lastMoved(manifest)))
                .sorted(Comparator.comparing(this::lastMoved))
                .limit(Math.max(0, settings.filesWanted() - busy))
                .forEach(manifest -> askSafely(manifest, now));
    }

    private Instant lastMoved(FileManifest manifest) {
        return asked.getOrDefault(manifest.sha256(), Instant.EPOCH);
    }

    private void askSafely(FileManifest manifest, Instant now) {
        try {
            ask(manifest, now);
        } catch (RuntimeException trouble) {
            log.error("File {} from {} cannot be completed: {}", manifest.sha256(), peer, trouble.toString());
            asked.put(manifest.sha256(), now);
        }
    }

    void offered(Frame.FilesOffered offered) {
        for (String sha256 : offered.sha256s()) {
            if (ports.chunks().isVisible(sha256)) {
                line.offer(new Frame.FileReceipted(sha256, List.of(), true));
            }
        }
        lookAgain();
    }

    void received(Frame.Chunk chunk) {
        FileManifest manifest = ports.ledger().files().manifest(chunk.sha256()).orElse(null);
        if (manifest == null || !isSound(manifest, chunk)) {
            log.warn(
                    "Chunk {} of file {} from {} is not what its manifest says; asking for it again",
                    chunk.index(),
                    chunk.sha256(),
                    peer);
            return;
        }
        if (ports.chunks().isVisible(chunk.sha256())) {
            line.offer(new Frame.FileReceipted(chunk.sha256(), List.of(chunk.index()), true));
            return;
        }
        ports.chunks().write(manifest, chunk.index(), chunk.bytes());
        CrashPoint.CHUNK_NOT_NOTED.reached();
        ports.ledger().files().addChunk(manifest, chunk.index());
        asked.put(chunk.sha256(), clock.instant());
        boolean complete = finishIfWhole(manifest);
        line.offer(new Frame.FileReceipted(chunk.sha256(), List.of(chunk.index()), complete));
        ports.events().accept(new FileMoved(chunk.sha256(), complete));
    }

    private void ask(FileManifest manifest, Instant now) {
        if (finishIfWhole(manifest)) {
            line.offer(new Frame.FileReceipted(manifest.sha256(), List.of(), true));
            ports.events().accept(new FileMoved(manifest.sha256(), true));
            return;
        }
        BitSet missing = ports.ledger().files().chunksHere(manifest.sha256()).orElseGet(BitSet::new);
        missing.flip(0, manifest.chunks());
        if (line.offer(new Frame.FileWanted(manifest.sha256(), missing.toByteArray()))) {
            asked.put(manifest.sha256(), now);
        }
    }

    private boolean finishIfWhole(FileManifest manifest) {
        BitSet here = ports.ledger().files().chunksHere(manifest.sha256()).orElseGet(BitSet::new);
        if (here.cardinality() < manifest.chunks()) {
            return false;
        }
        if (!ports.chunks().isVisible(manifest.sha256()) && !ports.chunks().finish(manifest)) {
            log.warn(
                    "File {} from {} has a wrong hash though each chunk was right; fetching it again",
                    manifest.sha256(),
                    peer);
            ports.ledger().files().forgetChunks(manifest.sha256());
            asked.remove(manifest.sha256());
            lookAgain();
            return false;
        }
        ports.ledger().files().markComplete(manifest.sha256(), clock.instant());
        asked.remove(manifest.sha256());
        lookAgain();
        ports.events().accept(new LinkMoved(peer));
        return true;
    }

    private static boolean isSound(FileManifest manifest, Frame.Chunk chunk) {
        if (chunk.index() < 0
                || chunk.index() >= manifest.chunks()
                || chunk.bytes().length != manifest.lengthOf(chunk.index())) {
            return false;
        }
        byte[] hashes = Base64.getDecoder().decode(manifest.chunkHashes());
        int from = chunk.index() * FileManifest.HASH_BYTES;
        MessageDigest digest = Hashes.sha256();
        byte[] hash = Arrays.copyOf(digest.digest(chunk.bytes()), FileManifest.HASH_BYTES);
        return Arrays.equals(hash, Arrays.copyOfRange(hashes, from, from + FileManifest.HASH_BYTES));
    }
}
