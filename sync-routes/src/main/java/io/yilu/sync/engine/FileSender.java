package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import io.yilu.sync.ExchangeEvent.SubjectMoved;
import java.time.Duration;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the chunks that one peer asks for, and no others: its bitmap is the truth (law 6). They go at the pace of the line and in
 * what room the messages leave; what is not receipted in time goes again.
 */
final class FileSender {

    private static final Logger log = LoggerFactory.getLogger(FileSender.class);
    private static final Duration OFFER_EVERY = Duration.ofSeconds(10);
    private static final Duration LONG_AGO = Duration.ofDays(-1);
    private static final int OFFERS = 100;
    private static final long NOTE_EVERY_BYTES = 1024 * 1024;

    private final NodeId peer;
    private final PeerLine line;
    private final EnginePorts ports;
    private final Ticker ticker;
    private final Pacer pacer;
    private final Patience patience;
    private final Map<String, Wanted> wanted = new LinkedHashMap<>();
    /** Oldest first. */
    private final Map<ChunkKey, Sent> inFlight = new LinkedHashMap<>();

    private Duration lastOffer = LONG_AGO;

    FileSender(PeerLine line, EnginePorts ports, ExchangeSettings settings, Pacer pacer) {
        this.peer = line.peer();
        this.line = line;
        this.ports = ports;
        this.ticker = ports.ticker();
        this.pacer = pacer;
        this.patience = new Patience(line.meter(), settings.resendAfter());
    }

    boolean isWaiting() {
        return !inFlight.isEmpty();
    }

    /** The session began anew: forget what was asked for; the peer asks again for what it still lacks. */
    void restart() {
        wanted.clear();
        inFlight.values().forEach(sent -> line.meter().forgotten(sent.bytes));
        inFlight.clear();
        lastOffer = LONG_AGO;
    }

    void wanted(Frame.FileWanted frame) {
        FileManifest manifest = ports.ledger().files().manifest(frame.sha256()).orElse(null);
        if (!ports.ledger().files().mayHave(peer, frame.sha256())) {
            ports.refusals()
                    .refused(
                            "YILU-FILE-005",
                            peer,
                            "It asks for file " + frame.sha256() + ", which is not meant for it.");
            return;
        }
        if (manifest == null || !ports.chunks().isVisible(frame.sha256())) {
            log.warn(
                    "{} asks for file {}, which is not here; only the very same file helps it, a new scan is another one",
                    peer,
                    frame.sha256());
            return;
        }
        BitSet toSend = BitSet.valueOf(frame.missing());
        toSend.clear(manifest.chunks(), Math.max(manifest.chunks(), toSend.length()));
        // What is under way may have crossed this question; what should long be there is lost.
        Duration mayBeUnderWay = ticker.elapsed().minus(patience.once());
        Wanted file = new Wanted(manifest, toSend);
        wanted.put(frame.sha256(), file);
        for (ChunkKey key : inFlightOf(frame.sha256())) {
            Sent sent = inFlight.get(key);
            if (sent != null && sent.at.compareTo(mayBeUnderWay) >= 0) {
                toSend.clear(key.index());
            } else if (toSend.get(key.index())) {
                putBack(key);
            }
        }
    }

    void receipted(Frame.FileReceipted frame) {
        for (int index : frame.chunks()) {
            arrived(new ChunkKey(frame.sha256(), index));
        }
        Wanted file = wanted.get(frame.sha256());
        if (frame.complete()) {
            wanted.remove(frame.sha256());
            inFlightOf(frame.sha256()).forEach(this::arrived);
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
        Duration now = ticker.elapsed();
        requeueOverdue(now);
        Iterator<Wanted> files = wanted.values().iterator();
        while (files.hasNext() && pacer.hasRoom()) {
            Wanted file = files.next();
            try {
                if (!send(file, now)) {
                    break;
                }
            } catch (RuntimeException unreadable) {
                // One bad file must not hold up the others, nor the receipts that come by the same way.
                log.error("File {} cannot be read for {}: {}", file.manifest.sha256(), peer, unreadable.toString());
                files.remove();
            }
        }
        if (!pacer.hasRoom()) {
            line.meter().full();
        }
        offerForgotten(now);
    }

    /** Returns false once nothing more may go now. */
    private boolean send(Wanted file, Duration now) {
        int index = file.toSend.nextSetBit(0);
        while (index >= 0) {
            if (!pacer.admits(file.manifest.lengthOf(index), inFlight.isEmpty())) {
                return false;
            }
            byte[] chunk = ports.chunks().read(file.manifest, index);
            int bytes = line.put(new Frame.Chunk(file.manifest.sha256(), index, chunk));
            if (bytes == 0) {
                return false;
            }
            file.toSend.clear(index);
            ChunkKey key = new ChunkKey(file.manifest.sha256(), index);
            inFlight.put(key, new Sent(now, bytes, file.again.get(index)));
            line.meter().sent(bytes);
            index = file.toSend.nextSetBit(index + 1);
        }
        return true;
    }

    private void requeueOverdue(Duration now) {
        Duration limit = patience.now();
        List<ChunkKey> late = inFlight.entrySet().stream()
                .takeWhile(entry -> now.minus(entry.getValue().at).compareTo(limit) > 0)
                .map(Map.Entry::getKey)
                .toList();
        if (!late.isEmpty()) {
            patience.ranOut();
        }
        late.forEach(this::putBack);
    }

    private void putBack(ChunkKey key) {
        Sent sent = inFlight.remove(key);
        line.meter().forgotten(sent == null ? 0 : sent.bytes);
        Wanted file = wanted.get(key.sha256());
        if (file != null) {
            file.toSend.set(key.index());
            file.again.set(key.index());
        }
    }

    private List<ChunkKey> inFlightOf(String sha256) {
        return inFlight.keySet().stream()
                .filter(key -> key.sha256().equals(sha256))
                .toList();
    }

    /** Heals a lost request or a lost last receipt: asks what has become of files that nobody asks for any more. */
    private void offerForgotten(Duration now) {
        if (now.compareTo(lastOffer.plus(OFFER_EVERY)) < 0) {
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

    private void arrived(ChunkKey key) {
        Sent sent = inFlight.remove(key);
        if (sent != null) {
            line.meter().receipted(sent.bytes);
            if (!sent.again) {
                patience.receipted(ticker.elapsed().minus(sent.at));
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

    /** @param again whether it went before, so that its receipt tells nothing of how long its way took */
    private record Sent(Duration at, long bytes, boolean again) {}

    private static final class Wanted {
        private final FileManifest manifest;
        private final BitSet toSend;
        private final BitSet again = new BitSet();
        private long noted;

        private Wanted(FileManifest manifest, BitSet toSend) {
            this.manifest = manifest;
            this.toSend = toSend;
        }
    }
}
