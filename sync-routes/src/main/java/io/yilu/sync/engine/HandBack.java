package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.engine.RecoveryLedger.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a peer that lost its history its own messages back, and asks for this node's own when it lost them. What both sides
 * together still hold becomes the history of both again.
 *
 * <p>Not thread-safe: the peer's lock is held around every call.
 */
final class HandBack {

    private static final Logger log = LoggerFactory.getLogger(HandBack.class);

    private static final Duration LONG_AGO = Duration.ofDays(-1);

    private final NodeId peer;
    private final PeerLine line;
    private final EnginePorts ports;
    private final ExchangeSettings settings;
    private final Clock clock;
    private final RecoveryLedger recovery;

    private Duration askedAt = LONG_AGO;
    private long suspectAt = -1;
    /** Whether this side's greeting is no longer so once all is back. */
    private boolean isGreetingOutdated;

    HandBack(NodeId peer, PeerLine line, EnginePorts ports, ExchangeSettings settings, Clock clock) {
        this.peer = peer;
        this.line = line;
        this.ports = ports;
        this.settings = settings;
        this.clock = clock;
        this.recovery = ports.ledger().recovery();
    }

    /** What this side's greeting says of its stream to the peer. */
    static long written(Ledger ledger, NodeId peer) {
        return ledger.recovery().phase(peer) == Phase.FETCHING
                ? Frame.Hello.NOT_KNOWN
                : ledger.outbox().lastSequence(peer);
    }

    /** Whether nothing may be sent yet, because this node does not know what it had sent. */
    boolean isFetching() {
        return recovery.phase(peer) == Phase.FETCHING;
    }

    /** A session began: sees from the peer's hello which of the two lost something. */
    void greeted(Frame.Hello hello) {
        askedAt = LONG_AGO;
        isGreetingOutdated = isFetching();
        beginIfLost(hello.receipt());
        reopen(hello.receipt());
        ask();
    }

    /**
     * A stick brought the peer's greeting. What it says of this node's history holds however old it is; what it lacks is sent
     * again only if another database has begun to speak for the peer, since an old stick lacks what came later.
     */
    void carried(Frame.Hello hello, boolean tookOver) {
        beginIfLost(hello.receipt());
        if (tookOver) {
            reopen(hello.receipt());
        }
    }

    private void beginIfLost(Receipt there) {
        if (recovery.phase(peer) == Phase.NONE && hasLost(there)) {
            log.warn("{} holds what this node does not know to have sent, up to {}; asking for it", peer, there.top());
            ports.ledger().inTransaction(() -> recovery.begin(peer));
        }
    }

    private void reopen(Receipt there) {
        long again = ports.ledger().outbox().reopen(peer, there);
        if (again > 0) {
            log.warn("{} lost {} messages that it had receipted; they go again", peer, again);
        }
    }

    private boolean hasLost(Receipt there) {
        OutboxLedger outbox = ports.ledger().outbox();
        long mark = there.committedThrough();
        if (there.top() > outbox.lastSequence(peer)) {
            ports.ledger()
                    .alarms()
                    .raise(
                            "YILU-RECOVERY-010",
                            peer,
                            "The other side holds messages up to " + there.top() + ", and this node knows to have sent "
                                    + outbox.lastSequence(peer)
                                    + ". This node was set back without saying so, or the other side says what is not.");
            return true;
        }
        boolean differs = mark > 0
                && mark != suspectAt
                && !there.chain().isEmpty()
                && outbox.chainAt(peer, mark)
                        .filter(chain -> !chain.equals(there.chain()))
                        .isPresent();
        if (differs) {
            // Once for each place: a peer that was fed wrong messages differs for ever, and asking again mends nothing.
            suspectAt = mark;
            log.error("YILU-CHAIN-002: {} holds another history of this node's messages up to {}", peer, mark);
            ports.ledger()
                    .alarms()
                    .raise(
                            "YILU-CHAIN-002",
                            peer,
                            "The other side holds another history of this node's messages up to " + mark
                                    + ". This node was restored, or messages were changed on the way.");
        }
        return differs;
    }

    /** Asks again if no answer came. */
    void tick() {
        if (isFetching() && ports.ticker().elapsed().compareTo(askedAt.plus(askAgainAfter())) > 0) {
            ask();
        }
    }

    private Duration askAgainAfter() {
        Duration answer = line.meter()
                .timeFor(settings.frameBytes())
                .plus(line.meter().roundTrip())
                .multipliedBy(2);
        return answer.compareTo(settings.resendAfter()) > 0 ? answer : settings.resendAfter();
    }

    private void ask() {
        if (isFetching()) {
            askedAt = ports.ticker().elapsed();
            line.offer(new Frame.HandBackWanted(recovery.fetchedThrough(peer)));
        }
    }

    /** The peer lost its history: what came from it goes back, as much as a frame takes. */
    void wanted(Frame.HandBackWanted wanted) {
        List<Envelope> history = ports.ledger().inbox().history(peer, wanted.after(), settings.frameMessages());
        List<Envelope> frame = new ArrayList<>();
        int bytes = 0;
        for (Envelope envelope : history) {
            bytes += FrameCodec.bytes(envelope.payload()).length;
            if (!frame.isEmpty() && bytes > settings.frameBytes()) {
                break;
            }
            frame.add(envelope);
        }
        boolean last = frame.size() == history.size() && history.size() < settings.frameMessages();
        line.offer(new Frame.HandedBack(wanted.after(), frame, last));
    }

    /**
     * Own messages came back. Returns whether that were the last and this side has become another than it said in its
     * greeting: the peer may have lost since what it handed back.
     */
    boolean handedBack(Frame.HandedBack frame) {
        if (!isFetching() || frame.after() != recovery.fetchedThrough(peer)) {
            return false;
        }
        NodeId self = ports.ledger().identity().node();
        List<Envelope> own = frame.envelopes().stream()
                .filter(envelope -> envelope.sequence() > frame.after() && isOwn(envelope, self))
                .toList();
        if (own.size() < frame.envelopes().size()) {
            ports.refusals()
                    .refused(
                            "YILU-RECOVERY-009",
                            peer,
                            frame.envelopes().size() - own.size()
                                    + " messages that this node never wrote were handed back as its own.");
        }
        isGreetingOutdated |= !own.isEmpty();
        Instant now = clock.instant();
        long lost = ports.ledger().inTransaction(() -> {
            recovery.stage(peer, own.stream().map(HandBack::asWritten).toList());
            own.forEach(envelope -> envelope.files().forEach(file -> expect(file, envelope.subject(), now)));
            return frame.last() ? recovery.merge(peer, now) : 0L;
        });
        if (lost > 0) {
            log.error("YILU-RECOVERY-001: {} messages to {} are held by no node any more", lost, peer);
            ports.ledger()
                    .alarms()
                    .raise(
                            "YILU-RECOVERY-001",
                            peer,
                            lost
                                    + " messages that this node had sent are held nowhere any more. Their cases are marked;"
                                    + " what they said must be entered again.");
        }
        // Who hands back what is not ours is not asked for more at once.
        if (own.size() == frame.envelopes().size()) {
            ask();
        }
        return !isFetching() && isGreetingOutdated;
    }

    private boolean isOwn(Envelope envelope, NodeId self) {
        return envelope.origin().equals(self)
                && envelope.destination().equals(peer)
                && ports.mark().isOwn(envelope, self);
    }

    /** The bytes come back by the file lane, unless they are still here. */
    private void expect(FileManifest file, String subject, Instant now) {
        if (file.isConsistent()) {
            ports.ledger().files().announce(file, peer, now);
            ports.ledger().files().addOutgoing(peer, subject, file);
        }
    }

    private static OutgoingMessage asWritten(Envelope envelope) {
        return new OutgoingMessage(
                envelope.id(),
                envelope.destination(),
                envelope.sequence(),
                envelope.subject(),
                envelope.subjectSequence(),
                envelope.type(),
                envelope.schemaVersion(),
                PayloadType.labelled(envelope.type()).map(PayloadType::lane).orElse(Lane.CASE),
                envelope.createdAt(),
                envelope.lineage(),
                envelope.files(),
                FrameCodec.bytes(envelope.payload()));
    }
}
