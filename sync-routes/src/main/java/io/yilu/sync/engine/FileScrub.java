package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.FileMoved;
import io.yilu.sync.engine.FileCareLedger.Checked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds files that the disk has lost or spoilt before somebody needs them: sizes often, since that costs little, whole hashes
 * slowly. What is wrong is asked for again from whoever has it, chunk by chunk; where nobody has it a person must know.
 */
public final class FileScrub {

    private static final Logger log = LoggerFactory.getLogger(FileScrub.class);
    private static final int FILES_AT_ONCE = 100;

    private final EnginePorts ports;
    private final Duration round;
    private final Clock clock;

    private String lookedAt = "";

    /**
     * Makes a scrub.
     *
     * @param round a hash that was found right is not checked again before this has passed
     */
    public FileScrub(EnginePorts ports, Duration round, Clock clock) {
        this.ports = ports;
        this.round = round;
        this.clock = clock;
    }

    /** Compares the sizes of the next files with the ledger; begins anew after the last. */
    public void lookAtSizes() {
        List<FileManifest> files = care().complete(lookedAt, FILES_AT_ONCE);
        for (FileManifest file : files) {
            if (ports.chunks().sizeOf(file.sha256()) != file.size()) {
                lost(file);
            }
            lookedAt = file.sha256();
        }
        if (files.size() < FILES_AT_ONCE) {
            lookedAt = "";
        }
    }

    /** Reads files through until this many bytes were read or all were checked within the round. */
    public void checkHashes(long mostBytes) {
        long bytes = 0;
        while (bytes < mostBytes) {
            List<FileManifest> files = care().uncheckedSince(roundBegan(), clock.instant(), 1);
            if (files.isEmpty()) {
                return;
            }
            FileManifest file = files.get(0);
            bytes += Math.max(1, file.size());
            if (ports.chunks().isSound(file.sha256())) {
                care().markChecked(file.sha256(), clock.instant());
            } else {
                lost(file);
            }
        }
    }

    /** How far the present round is. */
    public Checked progress() {
        return care().checkedSince(roundBegan(), clock.instant());
    }

    private Instant roundBegan() {
        return clock.instant().minus(round);
    }

    private void lost(FileManifest file) {
        String sha256 = file.sha256();
        Set<NodeId> holders = care().markLost(sha256, clock.instant());
        NodeId part =
                holders.stream().findFirst().orElse(ports.ledger().identity().node());
        ports.chunks().takeBack(part, sha256);
        if (holders.isEmpty()) {
            log.error(
                    "YILU-FILE-009: File {} is gone or spoilt on this disk and no other node is known to have it. What is "
                            + "left is in blobs/incoming. Restore it from a backup, or have it scanned again.",
                    sha256);
        } else {
            FileManifest manifest = ports.ledger().files().manifest(sha256).orElse(file);
            BitSet sound = ports.chunks().soundChunks(part, manifest);
            ports.ledger().files().setChunks(part, manifest, sound);
            log.error(
                    "YILU-FILE-008: File {} is gone or spoilt on this disk; {} of {} chunks are asked for again from {}. "
                            + "Check the disk's health.",
                    sha256,
                    manifest.chunks() - sound.cardinality(),
                    manifest.chunks(),
                    part);
        }
        ports.events().accept(new FileMoved(sha256, false));
    }

    private FileCareLedger care() {
        return ports.ledger().files().care();
    }
}
