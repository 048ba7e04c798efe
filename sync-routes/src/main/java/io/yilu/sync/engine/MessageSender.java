package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import io.yilu.sync.ExchangeEvent.SubjectMoved;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends the outbox to one peer: pipelined, several messages a frame, a window of unreceipted messages as flow control.
 * What is not receipted in time, or was in flight when the session ended, is sent again from the ledger (law 3).
 */
final class MessageSender {

    private final NodeId peer;
    private final PeerLine line;
    private final EnginePorts ports;
    private final ExchangeSettings settings;
    private final Clock clock;
    private final NavigableMap<Long, Instant> inFlight = new TreeMap<>();

    private final NodeId self;

    private long cursor;
    private boolean mayHaveMore = true;

    MessageSender(NodeId peer, PeerLine line, EnginePorts ports, ExchangeSettings settings, Clock clock) {
        this.peer = peer;
        this.line = line;
        this.ports = ports;
        this.settings = settings;
        this.clock = clock;
        this.self = ports.ledger().identity().node();
        this.cursor = ports.ledger().outbox().receiptedThrough(peer);
    }

    void wake() {
        mayHaveMore = true;
    }

    boolean isWaiting() {
        return !inFlight.isEmpty();
    }

    /** Everything in flight is void: begin after what the peer is known to hold. */
    void restart() {
        inFlight.clear();
        cursor = ports.ledger().outbox().receiptedThrough(peer);
        mayHaveMore = true;
    }

    void pump() {
        Instant now = clock.instant();
        boolean overdue = inFlight.values().stream()
                .anyMatch(sent -> sent.plus(settings.resendAfter()).isBefore(now));
        if (overdue) {
            restart();
        }
        while (mayHaveMore && inFlight.size() < settings.windowMessages()) {
            int room = Math.min(settings.frameMessages(), settings.windowMessages() - inFlight.size());
            List<OutgoingMessage> batch = ports.ledger().outbox().unreceipted(peer, cursor, room);
            if (batch.isEmpty()) {
                mayHaveMore = false;
            } else if (!send(batch, now)) {
                return;
            }
        }
    }

    void receipted(Receipt receipt) {
        CrashPoint.RECEIPT_NOT_NOTED.reached();
        noteBackup(receipt.backedUpThrough());
        for (String subject : ports.ledger().outbox().receipted(peer, receipt, clock.instant())) {
            ports.events().accept(new SubjectMoved(subject));
            ports.events().accept(new LinkMoved(peer));
        }
        inFlight.headMap(receipt.committedThrough(), true).clear();
        receipt.beyond().forEach(inFlight::remove);
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

    private boolean send(List<OutgoingMessage> batch, Instant now) {
        Map<Lane, List<OutgoingMessage>> byLane = new EnumMap<>(Lane.class);
        batch.forEach(message -> byLane.computeIfAbsent(message.lane(), lane -> new ArrayList<>())
                .add(message));
        for (Map.Entry<Lane, List<OutgoingMessage>> lane : byLane.entrySet()) {
            for (List<OutgoingMessage> frame : frames(lane.getValue())) {
                CrashPoint.BEFORE_SENDING.reached();
                if (!line.offer(new Frame.Messages(
                        lane.getKey(),
                        frame.stream().map(message -> message.from(self)).toList()))) {
                    return false;
                }
                CrashPoint.SENT_NOT_NOTED.reached();
                noteSent(frame, now);
            }
        }
        cursor = batch.get(batch.size() - 1).sequence();
        return true;
    }

    private void noteSent(List<OutgoingMessage> frame, Instant now) {
        List<Long> sequences = frame.stream().map(OutgoingMessage::sequence).toList();
        sequences.forEach(sequence -> inFlight.put(sequence, now));
        ports.ledger().outbox().markSent(peer, sequences, now);
        frame.stream()
                .map(OutgoingMessage::subject)
                .distinct()
                .forEach(subject -> ports.events().accept(new SubjectMoved(subject)));
    }

    private List<List<OutgoingMessage>> frames(List<OutgoingMessage> messages) {
        List<List<OutgoingMessage>> frames = new ArrayList<>();
        List<OutgoingMessage> frame = new ArrayList<>();
        int bytes = 0;
        for (OutgoingMessage message : messages) {
            if (!frame.isEmpty() && bytes + message.payload().length > settings.frameBytes()) {
                frames.add(frame);
                frame = new ArrayList<>();
                bytes = 0;
            }
            frame.add(message);
            bytes += message.payload().length;
        }
        frames.add(frame);
        return frames;
    }
}
