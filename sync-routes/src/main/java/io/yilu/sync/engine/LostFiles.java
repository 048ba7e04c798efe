package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.FileMoved;
import java.time.Clock;
import java.util.BitSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a file that the disk no longer holds asked for again from whoever has it; where nobody has it a person must know. */
final class LostFiles {

    private static final Logger log = LoggerFactory.getLogger(LostFiles.class);

    private final EnginePorts ports;
    private final Clock clock;

    LostFiles(EnginePorts ports, Clock clock) {
        this.ports = ports;
        this.clock = clock;
    }

    /** Its sound chunks are kept, so that only the others come again. */
    void lost(String sha256) {
        Set<NodeId> holders = ports.ledger().files().care().markLost(sha256, clock.instant());
        NodeId part =
                holders.stream().findFirst().orElse(ports.ledger().identity().node());
        ports.chunks().takeBack(part, sha256);
        if (holders.isEmpty()) {
            log.error(
                    "YILU-FILE-009: File {} is gone or spoilt on this disk and no other node is known to have it. What is "
                            + "left is in blobs/incoming. Restore it from a backup, or have it scanned again.",
                    sha256);
        } else {
            FileManifest manifest = ports.ledger().files().manifest(sha256).orElseThrow();
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
}
