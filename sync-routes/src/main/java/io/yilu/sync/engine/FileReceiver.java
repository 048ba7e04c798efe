package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.FileMoved;
import io.yilu.sync.engine.CarriedFrames.Carried;
import io.yilu.sync.engine.FileLedger.IncomingFile;
import io.yilu.sync.engine.FileLedger.Incomplete;
import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one peer for the chunks that are missing here, puts them on the disk and receipts them: part file first, then the
 * bitmap, and the whole hash before the file can be seen (law 6).
 */
final class FileReceiver {

    private static final Logger log = LoggerFactory.getLogger(FileReceiver.class);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(15);
    private static final Duration REST_AFTER_DISK_TROUBLE = Duration.ofSeconds(15);
    private static final Duration LONG_AGO = Duration.ofDays(-1);

    private final NodeId peer;
    private final PeerLine line;
    private final EnginePorts ports;
    private final ExchangeSettings settings;
    private final FileCompletion completion;
    private final Possession possession;
    /** Files that were asked for, with the last time that they were asked for or moved. */
    private final Map<String, Duration> asked = new HashMap<>();

    private final FilesToAsk toAsk;
    private Duration lastLook = LONG_AGO;
    private Duration restUntil = LONG_AGO;

    FileReceiver(NodeId peer, PeerLine line, EnginePorts ports, ExchangeSettings settings, Clock clock) {
        this.peer = peer;
        this.line = line;
        this.ports = ports;
        this.settings = settings;
        this.completion = new FileCompletion(peer, ports, clock);
        this.toAsk = new FilesToAsk(peer, ports.ledger(), settings);
        this.possession = new Possession(peer, line, ports);
    }

    void restart() {
        asked.clear();
        toAsk.restart();
        possession.restart();
        lookAgain();
    }

    /** Files were announced: receipt at once what is here already, ask for the others. */
    void announced(Frame.Messages messages) {
        List<FileManifest> files = messages.envelopes().stream()
                .flatMap(envelope -> envelope.files().stream())
                .toList();
        if (files.isEmpty()) {
            return;
        }
        files.stream()
                .filter(manifest -> completion.isHere(manifest.sha256()))
                .forEach(manifest -> receipt(manifest.sha256(), List.of()));
        lookAgain();
        askForMissing();
    }

    /** Receipts a file that is here, whole once the peer has nothing more to show of it. */
    private void receipt(String sha256, List<Integer> chunks) {
        boolean whole = possession.hasNothingToShow(sha256);
        if (whole || !chunks.isEmpty()) {
            line.offer(new Frame.FileReceipted(sha256, chunks, whole));
        }
        if (!whole) {
            possession.ask(sha256);
        }
    }

    /** Whether the peer may be told that this file is whole here. */
    boolean mayReceipt(String sha256) {
        return completion.isHere(sha256) && possession.hasNothingToShow(sha256);
    }

    private void lookAgain() {
        lastLook = LONG_AGO;
    }

    void askForMissing() {
        Duration now = ports.ticker().elapsed();
        if (now.compareTo(lastLook.plus(settings.heartbeatBusy())) < 0 || now.compareTo(restUntil) < 0) {
            return;
        }
        lastLook = now;
        Duration stale = now.minus(ASK_AGAIN_AFTER);
        long busy = asked.values().stream()
                .filter(moved -> moved.compareTo(stale) > 0)
                .count();
        int free = (int) Math.max(0, settings.filesWanted() - busy);
        if (free > 0) {
            // Those never asked for come first, so that files which the peer has lost do not keep the slots for ever.
            List<String> first = toAsk.next(free, asked, stale);
            first.forEach(sha256 -> askSafely(sha256, now));
            FilesToAsk.idle(asked, stale).limit(free - first.size()).toList().forEach(sha256 -> askSafely(sha256, now));
        }
    }

    private void askSafely(String sha256, Duration now) {
        try {
            ask(sha256, now);
        } catch (RuntimeException trouble) {
            log.error("File {} from {} cannot be completed: {}", sha256, peer, trouble.toString());
            asked.put(sha256, now);
        }
    }

    void offered(Frame.FilesOffered offered) {
        for (String sha256 : offered.sha256s()) {
            if (completion.isHere(sha256)) {
                receipt(sha256, List.of());
            }
        }
        lookAgain();
    }

    void received(Frame.Chunk chunk) {
        IncomingFile file =
                ports.ledger().files().incoming(peer, chunk.sha256()).orElse(null);
        if (file == null || !ChunkHashes.fits(file.manifest(), chunk.index(), chunk.bytes())) {
            log.warn(
                    "Chunk {} of file {} from {} is not what its manifest says; asking for it again",
                    chunk.index(),
                    chunk.sha256(),
                    peer);
            return;
        }
        if (completion.isHere(chunk.sha256())) {
            possession.looksAt(file.manifest(), chunk);
            receipt(chunk.sha256(), List.of(chunk.index()));
        } else if (!file.aside() && ports.ticker().elapsed().compareTo(restUntil) >= 0) {
            try {
                take(file.manifest(), chunk);
            } catch (TransientException disk) {
                rest(chunk, disk);
            }
        }
    }

    private void take(FileManifest manifest, Frame.Chunk chunk) {
        ports.chunks().write(peer, manifest, chunk.index(), chunk.bytes());
        CrashPoint.CHUNK_NOT_NOTED.reached();
        BitSet here = ports.ledger().files().addChunk(peer, manifest, chunk.index());
        asked.put(chunk.sha256(), ports.ticker().elapsed());
        boolean complete = finishIfWhole(manifest, here);
        if (complete) {
            receipt(chunk.sha256(), List.of(chunk.index()));
        } else {
            line.offer(new Frame.FileReceipted(chunk.sha256(), List.of(chunk.index()), false));
        }
        ports.events().accept(new FileMoved(chunk.sha256(), complete));
    }

    /** Takes a chunk that a stick brought. Trouble with the disk is thrown: somebody stands beside the stick. */
    Carried carried(Frame.Chunk chunk) {
        IncomingFile file =
                ports.ledger().files().incoming(peer, chunk.sha256()).orElse(null);
        if (completion.isHere(chunk.sha256())) {
            if (file != null) {
                possession.looksAt(file.manifest(), chunk);
            }
            return Carried.KNOWN;
        } else if (file == null || file.aside()) {
            return Carried.EARLY;
        } else if (!ChunkHashes.fits(file.manifest(), chunk.index(), chunk.bytes())) {
            return Carried.WRONG;
        } else if (file.here().get(chunk.index())) {
            return Carried.KNOWN;
        }
        take(file.manifest(), chunk);
        return Carried.TAKEN;
    }

    /** Completes what needs no more chunks: empty files, what another way brought, what a crash left undone. */
    void settle() {
        @Nullable Incomplete through = null;
        List<Incomplete> some;
        do {
            some = ports.ledger().files().incomplete(peer, through, FilesToAsk.LOOK_AT);
            for (Incomplete file : some) {
                through = file;
                if (file.whole() || ports.chunks().isVisible(file.sha256())) {
                    settle(file.sha256());
                }
            }
        } while (some.size() == FilesToAsk.LOOK_AT);
    }

    private void settle(String sha256) {
        IncomingFile file = ports.ledger().files().incoming(peer, sha256).orElse(null);
        if (file != null && finishIfWhole(file.manifest(), file.here())) {
            ports.events().accept(new FileMoved(sha256, true));
        }
    }

    /**
     * The disk is full or broken: the chunk is not receipted, so it comes again. Throwing would make the transport deliver it
     * at once and hold up the others behind it.
     */
    private void rest(Frame.Chunk chunk, TransientException disk) {
        restUntil = ports.ticker().elapsed().plus(REST_AFTER_DISK_TROUBLE);
        log.error(
                "{} Files from {} rest for {} s; chunk {} of {} is asked for again then.",
                disk.getMessage(),
                peer,
                REST_AFTER_DISK_TROUBLE.toSeconds(),
                chunk.index(),
                chunk.sha256());
    }

    /** Its manifest is read now and let go of after: only one of them is in memory at a time. */
    private void ask(String sha256, Duration now) {
        IncomingFile file = open(sha256);
        if (file != null && finishIfWhole(file.manifest(), file.here())) {
            receipt(sha256, List.of());
            ports.events().accept(new FileMoved(sha256, true));
            return;
        }
        // That look may have found that the disk holds more of it, or less, than was noted.
        file = open(sha256);
        if (file == null) {
            asked.remove(sha256);
        } else if (line.offer(new Frame.FileWanted(sha256, file.missing().toByteArray()))) {
            asked.put(sha256, now);
        } else {
            toAsk.restart();
        }
    }

    private @Nullable IncomingFile open(String sha256) {
        return ports.ledger()
                .files()
                .incoming(peer, sha256)
                .filter(IncomingFile::isOpen)
                .orElse(null);
    }

    private boolean finishIfWhole(FileManifest manifest, BitSet here) {
        FileCompletion.End end = completion.finish(manifest, here);
        if (end != FileCompletion.End.CHUNKS_MISSING) {
            asked.remove(manifest.sha256());
            lookAgain();
        }
        return end == FileCompletion.End.WHOLE;
    }
}
