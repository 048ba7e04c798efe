package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.sync.engine.FileCareLedger.Checked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Finds files that the disk has lost or spoilt before somebody needs them: sizes often, since that costs little, whole hashes
 * slowly.
 */
public final class FileScrub {

    private static final int FILES_AT_ONCE = 100;

    private final EnginePorts ports;
    private final LostFiles losses;
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
        this.losses = new LostFiles(ports, clock);
        this.round = round;
        this.clock = clock;
    }

    /** Compares the sizes of the next files with the ledger; begins anew after the last. */
    public void lookAtSizes() {
        List<FileManifest> files = care().complete(lookedAt, FILES_AT_ONCE);
        for (FileManifest file : files) {
            if (ports.chunks().sizeOf(file.sha256()) != file.size()) {
                losses.lost(file.sha256());
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
                losses.lost(file.sha256());
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

    private FileCareLedger care() {
        return ports.ledger().files().care();
    }
}
