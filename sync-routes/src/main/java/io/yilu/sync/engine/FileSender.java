package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import io.yilu.sync.ExchangeEvent.SubjectMoved;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the chunks that one peer asks for, and no others: its bitmap is the truth (law 6). A window of unreceipted bytes is
 * the pace; what is not receipted in time goes again.
 */
final class FileSender {

    private static final Logger log = LoggerFactory.getLogger(FileSender.class);
    private static final Duration OFFER_EVERY = Duration.ofSeconds(10);
    private static final int OFFERS = 100;
    private static final long NOTE_EVERY_BYTES = 1024 * 1024;

    private final NodeId peer;
    private final PeerLine line;
    private final EnginePorts ports;
    private final ExchangeSettings settings;
    private final Clock clock;
    private final Map<String, Wanted> wanted = new LinkedHashMap<>();
    private final Map<ChunkKey, Instant> inFlight = new LinkedHashMap<>();

    private long bytesInFlight;
    private Instant lastOffer = Instant.EPOCH;

    FileSender(NodeId peer, PeerLine line, EnginePorts ports, ExchangeSettings settings, Clock clock) {
        this.peer = peer;
        this.line = line;
        this.ports = ports;
        this.settings = settings;
        this.clock = clock;
    }

    boolean isWaiting() {
        return !inFlight.isEmpty();
    }

    /** The session began anew: forget what was asked for; the peer asks again for what it still lacks. */
    void restart() {
        wanted.clear();
        inFlight.clear();
        bytesInFlight = 0;
        lastOffer = Instant.EPOCH;
    }

    void wanted(Frame.FileWanted frame) {
        FileManifest manifest = ports.ledger().files().manifest(frame.sha256()).orElse(null);
        if (!ports.ledger().files().isOutgoing(peer, frame.sha256())
                && !ports.ledger().files().cameFrom(peer, frame.sha256())) {
            // A hash is no key: a town gets the files that are meant for it, or that it gave itself (law 8).
            ports.refusals()
                    .refused(
                            "YILU-FILE-005",
                            peer,
                            "It asks for file " + frame.sha256() + ", which is not meant for it.");
            return;
        }
        if (manifest == null || !ports.chunks().isVisible(frame.sha256())) {
            log.warn("{} asks for file {}, which is not here; it must be scanned again", peer, frame.sha256());
            return;
        }
        BitSet toSend = BitSet.valueOf(frame.missing());
        toSend.clear(manifest.chunks(), Math.max(manifest.chunks(), toSend.length()));
        inFlight.keySet().stream()
                .filter(key -> key.sha256().equals(frame.sha256()))
                .forEach(key -> toSend.clear(key.index()));
        wanted.put(frame.sha256(), new Wanted(manifest, toSend));
    }

    void receipted(Frame.FileReceipted frame) {
        for (int index : frame.chunks()) {
            forget(new ChunkKey(frame.sha256(), index));
        }
        Wanted file = wanted.get(frame.sha256());
        if (frame.complete()) {
            wanted.remove(frame.sha256());
            inFlight.keySet().stream()
                    .filter(key -> key.sha256().equals(frame.sha256()))
                    .toList()
                    .forEach(this::forget);
            note(frame.sha256(), file == null ? 0 : file.manifest.size(), true);
        } else if (file != null) {
            long received = receivedBytes(file);
            if (received - file.noted >= NOTE_EVERY_BYTES) {
                file.noted = received;
                note(frame.sha256(), received, false);
            }
        }
    }

    void pump() {
        Instant now = clock.instant();
        requeueOverdue(now);
        Iterator<Wanted> files = wanted.values().iterator();
        while (files.hasNext() && bytesInFlight < settings.windowBytes()) {
            Wanted file = files.next();
            try {
                if (!send(file, now)) {
                    return;
                }
            } catch (RuntimeException unreadable) {
                // One bad file must not hold up the others, nor the receipts that come by the same way.
                log.error("File {} cannot be read for {}: {}", file.manifest.sha256(), peer, unreadable.toString());
                files.remove();
            }
        }
        offerForgotten(now);
    }

    private boolean send(Wanted file, Instant now) {
        int index = file.toSend.nextSetBit(0);
        while (index >= 0 && bytesInFlight < settings.windowBytes()) {
            byte[] bytes = ports.chunks().read(file.manifest, index);
            if (!line.offer(new Frame.Chunk(file.manifest.sha256(), index, bytes))) {
                return false;
            }
            file.toSend.clear(index);
            inFlight.put(new ChunkKey(file.manifest.sha256(), index), now);
            bytesInFlight += file.manifest.lengthOf(index);
            index = file.toSend.nextSetBit(index + 1);
        }
        return true;
    }

    private void requeueOverdue(Instant now) {
        Instant overdue = now.minus(settings.resendAfter());
        List<ChunkKey> late = inFlight.entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(overdue))
                .map(Map.Entry::getKey)
                .toList();
        for (ChunkKey key : late) {
            forget(key);
            Wanted file = wanted.get(key.sha256());
            if (file != null) {
                file.toSend.set(key.index());
            }
        }
    }

    /** Heals a lost request or a lost last receipt: asks what has become of files that nobody asks for any more. */
    private void offerForgotten(Instant now) {
        if (now.isBefore(lastOffer.plus(OFFER_EVERY))) {
            return;
        }
        lastOffer = now;
        List<String> forgotten = ports.ledger().files().unreceipted(peer, OFFERS).stream()
                .filter(sha256 -> !wanted.containsKey(sha256))
                .toList();
        if (!forgotten.isEmpty()) {
            line.offer(new Frame.FilesOffered(forgotten));
        }
    }

    private void forget(ChunkKey key) {
        if (inFlight.remove(key) != null) {
            Wanted file = wanted.get(key.sha256());
            bytesInFlight -= file == null ? 0 : file.manifest.lengthOf(key.index());
            if (inFlight.isEmpty()) {
                bytesInFlight = 0;
            }
        }
    }

    private long receivedBytes(Wanted file) {
        long open = file.toSend.stream().mapToLong(file.manifest::lengthOf).sum()
                + inFlight.keySet().stream()
                        .filter(key -> key.sha256().equals(file.manifest.sha256()))
                        .mapToLong(key -> file.manifest.lengthOf(key.index()))
                        .sum();
        return file.manifest.size() - open;
    }

    private void note(String sha256, long receivedBytes, boolean complete) {
        for (String subject : ports.ledger().files().receipted(peer, sha256, receivedBytes, complete)) {
            ports.events().accept(new SubjectMoved(subject));
        }
        ports.events().accept(new LinkMoved(peer));
    }

    private record ChunkKey(String sha256, int index) {}

    private static final class Wanted {
        private final FileManifest manifest;
        private final BitSet toSend;
        private long noted;

        private Wanted(FileManifest manifest, BitSet toSend) {
            this.manifest = manifest;
            this.toSend = toSend;
        }
    }
}
