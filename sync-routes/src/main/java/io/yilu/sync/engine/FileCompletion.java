package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import io.yilu.sync.FileStore.FileProgress;
import java.time.Clock;
import java.util.BitSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the way of a file from one peer: once all of its chunks are here its whole hash is looked at, and only then can it be
 * seen. If the hash is wrong, either the disk or the peer is at fault, and what to do differs.
 */
final class FileCompletion {

    private static final Logger log = LoggerFactory.getLogger(FileCompletion.class);
    private static final int MOST_ROUNDS = 3;

    private final NodeId peer;
    private final EnginePorts ports;
    private final Clock clock;

    FileCompletion(NodeId peer, EnginePorts ports, Clock clock) {
        this.peer = peer;
        this.ports = ports;
        this.clock = clock;
    }

    /** Both the disk and the ledger say so: either alone may be what a crash or a restore left. */
    boolean isHere(String sha256) {
        return ports.chunks().isVisible(sha256)
                && ports.ledger().files().progress(List.of(sha256)).stream().anyMatch(FileProgress::complete);
    }

    /** @param here the chunks of the peer's part file */
    End finish(FileManifest manifest, BitSet here) {
        if (isHere(manifest.sha256())) {
            ports.ledger().files().alreadyHere(peer, manifest.sha256());
            return whole();
        }
        boolean given = here.cardinality() == manifest.chunks();
        boolean found = ports.chunks().isVisible(manifest.sha256());
        if (!(found ? fitsWhatIsFound(manifest) : given)) {
            return End.CHUNKS_MISSING;
        }
        if (!ports.chunks().finish(peer, manifest)) {
            lookAtPart(manifest);
            return End.HASH_WRONG;
        }
        if (given) {
            ports.ledger().files().markComplete(peer, manifest, clock.instant());
        } else {
            ports.ledger().files().addComplete(manifest, clock.instant());
        }
        return whole();
    }

    /**
     * A crash between disk and ledger, or an older ledger: the file is looked at again before it counts, and this peer's manifest
     * as well, since nobody has checked that against chunks.
     */
    private boolean fitsWhatIsFound(FileManifest manifest) {
        ports.chunks().takeBack(peer, manifest.sha256());
        BitSet sound = ports.chunks().soundChunks(peer, manifest);
        ports.ledger().files().setChunks(peer, manifest, sound);
        return sound.cardinality() == manifest.chunks();
    }

    private End whole() {
        ports.events().accept(new LinkMoved(peer));
        return End.WHOLE;
    }

    /** All chunks came, and yet the whole is wrong: either the disk has not kept them, or the manifest was never right. */
    private void lookAtPart(FileManifest manifest) {
        BitSet sound = ports.chunks().soundChunks(peer, manifest);
        int spoilt = manifest.chunks() - sound.cardinality();
        if (spoilt > 0) {
            log.warn(
                    "The disk has not kept {} of {} chunks of file {} from {}; fetching those again",
                    spoilt,
                    manifest.chunks(),
                    manifest.sha256(),
                    peer);
            ports.ledger().files().setChunks(peer, manifest, sound);
            return;
        }
        ports.chunks().discard(peer, manifest.sha256());
        int rounds = ports.ledger().files().failRound(peer, manifest.sha256(), MOST_ROUNDS, clock.instant());
        if (rounds < MOST_ROUNDS) {
            log.warn(
                    "File {} from {} has a wrong hash though each chunk was right; fetching it again",
                    manifest.sha256(),
                    peer);
        } else {
            ports.refusals()
                    .refused(
                            "YILU-FILE-007",
                            peer,
                            "File " + manifest.sha256() + " had a wrong hash " + rounds
                                    + " times though each chunk was what its manifest says. That manifest is put aside;"
                                    + " the case stays incomplete until the file is sent anew.");
        }
    }

    /** What became of a file that may be whole. */
    enum End {
        CHUNKS_MISSING,
        /** Its chunks are looked for again. */
        HASH_WRONG,
        WHOLE
    }
}
