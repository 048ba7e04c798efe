package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import io.yilu.sync.ExchangeEvent.SubjectMoved;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the outbox to one peer: pipelined, several messages a frame, control before cases, a window of unreceipted messages and
 * bytes as flow control; what does not fit waits in the ledger. What is not receipted in time, or was in flight when the session
 * ended, is sent again from there (law 3).
 */
final class MessageSender {

    private static final Logger log = LoggerFactory.getLogger(MessageSender.class);
    private static final int THIN_FRAME_BYTES = 16 * 1024;

    private final NodeId peer;
    private final PeerLine line;
    private final EnginePorts ports;
    private final ExchangeSettings settings;
    private final Clock clock;
    private final Ticker ticker;
    private final Pacer pacer;
    private final Patience patience;
    private final NodeId self;
    private final LaneOut control = new LaneOut(Lane.CONTROL);
    private final LaneOut cases = new LaneOut(Lane.CASE);
    private final List<LaneOut> lanes = List.of(control, cases);

    /** Up to here everything was sent before: a receipt tells nothing of how long its way took. */
    private long sentBefore;

    private long sentUpTo;

    MessageSender(PeerLine line, EnginePorts ports, ExchangeSettings settings, Pacer pacer, Clock clock) {
        this.peer = line.peer();
        this.line = line;
        this.ports = ports;
        this.settings = settings;
        this.clock = clock;
        this.ticker = ports.ticker();
        this.pacer = pacer;
        this.patience = new Patience(line.meter(), settings.resendAfter());
        this.self = ports.ledger().identity().node();
        restart();
    }

    void wake() {
        lanes.forEach(lane -> lane.mayHaveMore = true);
    }

    boolean isWaiting() {
        return lanes.stream().anyMatch(lane -> !lane.inFlight.isEmpty());
    }

    /** Everything in flight is void: begin after what the peer is known to hold. */
    void restart() {
        long through = ports.ledger().outbox().receiptedThrough(peer);
        for (LaneOut lane : lanes) {
            line.meter().forgotten(bytesOf(lane.inFlight.values()));
            lane.inFlight.clear();
            lane.cursor = through;
            lane.mayHaveMore = true;
        }
        sentBefore = sentUpTo;
    }

    void pump() {
        Duration now = ticker.elapsed();
        if (isOverdue(now)) {
            log.debug(
                    "No receipt from {} for {} ms; sending again",
                    peer,
                    patience.now().toMillis());
            patience.ranOut();
            restart();
        }
        for (LaneOut lane : lanes) {
            if (!pump(lane, now)) {
                return;
            }
        }
    }

    private boolean isOverdue(Duration now) {
        Duration limit = patience.now();
        return lanes.stream()
                .flatMap(lane -> lane.inFlight.values().stream().limit(1))
                .anyMatch(oldest -> now.minus(oldest.at).compareTo(limit) > 0);
    }

    /** Returns false once the line refuses. */
    private boolean pump(LaneOut lane, Duration now) {
        while (lane.mayHaveMore && mayTake(lane)) {
            int room = Math.min(settings.frameMessages(), settings.windowMessages() - lane.inFlight.size());
            // Read first: what is committed after this is announced by a wake.
            long last = ports.ledger().outbox().lastSequence(peer);
            List<OutgoingMessage> batch = ports.ledger().outbox().unreceipted(peer, lane.lane, lane.cursor, room);
            if (batch.isEmpty()) {
                lane.mayHaveMore = false;
                lane.cursor = Math.max(lane.cursor, last);
            } else if (!send(lane, batch, now)) {
                return false;
            }
        }
        if (lane.mayHaveMore) {
            line.meter().full();
        }
        return true;
    }

    /** Decisions have a window of their own: nothing else is to hold them up. */
    private boolean mayTake(LaneOut lane) {
        boolean hasRoom = lane == control ? bytesOf(lane.inFlight.values()) < pacer.window() : pacer.hasRoom();
        return hasRoom && lane.inFlight.size() < settings.windowMessages();
    }

    void receipted(Receipt receipt) {
        CrashPoint.RECEIPT_NOT_NOTED.reached();
        noteBackup(receipt.backedUpThrough());
        for (String subject : ports.ledger().outbox().receipted(peer, receipt, clock.instant())) {
            ports.events().accept(new SubjectMoved(subject));
            ports.events().accept(new LinkMoved(peer));
        }
        for (LaneOut lane : lanes) {
            NavigableMap<Long, Sent> through = lane.inFlight.headMap(receipt.committedThrough(), true);
            if (!through.isEmpty()) {
                arrived(through.lastKey(), through.values());
                through.clear();
            }
            for (long sequence : receipt.beyond()) {
                Sent sent = lane.inFlight.remove(sequence);
                if (sent != null) {
                    arrived(sequence, List.of(sent));
                }
            }
        }
    }

    /** Written only when it moved: every heartbeat says it again. */
    private void noteBackup(@Nullable Long told) {
        if (told == null) {
            return;
        }
        long through = told;
        if (ports.ledger().backups().backedUpThere(peer) != through) {
            ports.ledger().inTransaction(() -> ports.ledger().backups().backedUpThere(peer, through));
        }
    }

    private void arrived(long last, Collection<Sent> sent) {
        line.meter().receipted(bytesOf(sent));
        if (last > sentBefore) {
            Duration latest = sent.stream().map(Sent::at).reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
            patience.receipted(ticker.elapsed().minus(latest));
        }
    }

    private boolean send(LaneOut lane, List<OutgoingMessage> batch, Duration now) {
        for (List<OutgoingMessage> frame : frames(batch)) {
            if (!mayTake(lane)) {
                return true;
            }
            CrashPoint.BEFORE_SENDING.reached();
            int bytes = line.put(new Frame.Messages(
                    lane.lane,
                    frame.stream()
                            .map(message -> ports.mark().envelope(message, self))
                            .toList()));
            if (bytes == 0) {
                return false;
            }
            CrashPoint.SENT_NOT_NOTED.reached();
            noteSent(lane, frame, new Sent(now, bytes / frame.size()));
        }
        return true;
    }

    private void noteSent(LaneOut lane, List<OutgoingMessage> frame, Sent sent) {
        List<Long> sequences = frame.stream().map(OutgoingMessage::sequence).toList();
        // First: no receipt counts for what the ledger does not know to be sent. If this fails, they are sent again at
        // once.
        ports.ledger().outbox().markSent(peer, sequences, clock.instant());
        for (long sequence : sequences) {
            line.meter().sent(sent.bytes);
            lane.inFlight.put(sequence, sent);
        }
        lane.cursor = sequences.get(sequences.size() - 1);
        sentUpTo = Math.max(sentUpTo, lane.cursor);
        frame.stream()
                .map(OutgoingMessage::subject)
                .distinct()
                .forEach(subject -> ports.events().accept(new SubjectMoved(subject)));
    }

    private List<List<OutgoingMessage>> frames(List<OutgoingMessage> messages) {
        int most = pacer.isThin() ? Math.min(THIN_FRAME_BYTES, settings.frameBytes()) : settings.frameBytes();
        List<List<OutgoingMessage>> frames = new ArrayList<>();
        List<OutgoingMessage> frame = new ArrayList<>();
        int bytes = 0;
        for (OutgoingMessage message : messages) {
            if (!frame.isEmpty() && bytes + lengthOf(message) > most) {
                frames.add(frame);
                frame = new ArrayList<>();
                bytes = 0;
            }
            frame.add(message);
            bytes += lengthOf(message);
        }
        frames.add(frame);
        return frames;
    }

    /** The list of a long file may be longer than everything that a case says. */
    private static int lengthOf(OutgoingMessage message) {
        return message.payload().length
                + message.files().stream()
                        .mapToInt(file -> file.chunkHashes().length())
                        .sum();
    }

    private static long bytesOf(Collection<Sent> sent) {
        return sent.stream().mapToLong(Sent::bytes).sum();
    }

    private record Sent(Duration at, long bytes) {}

    /** How far one lane of the stream is sent. */
    private static final class LaneOut {
        private final Lane lane;
        private final NavigableMap<Long, Sent> inFlight = new TreeMap<>();
        private long cursor;
        private boolean mayHaveMore = true;

        private LaneOut(Lane lane) {
            this.lane = lane;
        }
    }
}
