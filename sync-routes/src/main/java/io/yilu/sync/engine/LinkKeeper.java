package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a session with one peer, keeps it alive by heartbeats that must come back, and notices when it is dead.
 *
 * <p>The township dials: it sends hello until it is answered. The county only answers. Not thread-safe: the peer's lock is
 * held around every call.
 */
final class LinkKeeper {

    static final int PROTOCOL = 1;

    private static final Logger log = LoggerFactory.getLogger(LinkKeeper.class);

    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(3);
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG_AGO = Duration.ofDays(-1);

    private final NodeId peer;
    private final PeerLine line;
    private final EnginePorts ports;
    private final Map<String, Integer> versions;
    private final ExchangeSettings settings;
    private final Clock clock;
    private final boolean dials;

    private @Nullable UUID peerSession;
    private boolean open;
    private boolean outstanding;
    /** The peer said so, and has heard nothing of this node since. */
    private boolean isRefused;

    private final Ticker ticker;
    private final LineMeter meter;
    private final DialPace pace;
    private final Beats beats = new Beats();

    private @Nullable Duration askedAt;
    private Duration patience = FIRST_PATIENCE;
    private Duration lastBeat = LONG_AGO;
    private final Silence silence;
    private final LinkRecord record;
    private final ClockWatch clockWatch;
    private final WaitingCount waiting;

    LinkKeeper(
            PeerLine line, EnginePorts ports, Map<String, Integer> versions, ExchangeSettings settings, Clock clock) {
        this.peer = line.peer();
        this.line = line;
        this.ports = ports;
        this.versions = new HashMap<>(versions);
        this.versions.put(FramePacking.LABEL, FramePacking.NEWEST);
        this.settings = settings;
        this.clock = clock;
        this.ticker = ports.ticker();
        this.meter = line.meter();
        // From the session's id, which a simulation can repeat.
        this.pace = new DialPace(new SplittableRandom(line.session().getMostSignificantBits())::nextDouble);
        this.dials = !ports.ledger().identity().node().isCounty();
        this.waiting = new WaitingCount(peer, ports);
        this.silence = new Silence(meter, settings, ticker);
        this.clockWatch = new ClockWatch(peer, ports.ledger(), clock, ticker);
        this.record = new LinkRecord(peer, ports, settings.lagAfter(), clock, clockWatch);
    }

    /** The peer's clock minus this node's, now, if it was measured in this run; needs no lock. */
    Optional<Duration> clockOffset() {
        return clockWatch.offset();
    }

    /** Whether a session is open: what is sent now may be expected to arrive. */
    boolean isOpen() {
        return open;
    }

    /** Whether what was said in this session of the peer is to be heard. */
    boolean isOpenWith(UUID session) {
        return open && session.equals(peerSession);
    }

    /** Whether this side asks for sessions; the other only answers. */
    boolean dials() {
        return dials;
    }

    void setOutstanding(boolean outstanding) {
        if (outstanding && !this.outstanding) {
            silence.busy();
            lastBeat = shorter(lastBeat, ticker.elapsed().minus(settings.heartbeatBusy()));
        }
        this.outstanding = outstanding;
    }

    /** Keeps the link. Returns whether the session ended, so that all that was in flight is void. */
    boolean tick() {
        Duration now = ticker.elapsed();
        if (open && silence.isTooLong(outstanding)) {
            log.info(
                    "No answer has come from {} for {} ms",
                    peer,
                    silence.lasting().toMillis());
            silence.endedSession();
            lost();
            if (dials) {
                redial(now);
            }
            return true;
        }
        if (!open && dials) {
            dial(now);
        }
        if (open && isPast(lastBeat.plus(heartbeatEvery()), now)) {
            lastBeat = now;
            tryToSend(beat(null));
        }
        if (open) {
            record.up(waiting.now());
            clockWatch.look();
        }
        return false;
    }

    private void dial(Duration now) {
        if (askedAt != null && isPast(askedAt.plus(patience), now)) {
            // A line that took the hello and brings no answer is dead as well, or slower than was thought.
            patience = shorter(patience.multipliedBy(2), MOST_PATIENCE);
            if (isRefused) {
                // Its answer was taken by the true node, which is at the same queues.
                leaveLine(now);
            } else {
                redial(now);
            }
        } else if (pace.isDue(now)) {
            pace.dialled(now);
            if (line.offer(hello(null))) {
                askedAt = askedAt == null ? now : askedAt;
            } else {
                askedAt = null;
                line.redial();
            }
        }
    }

    private void redial(Duration now) {
        askedAt = null;
        pace.dialled(now);
        line.redial();
    }

    private void leaveLine(Duration now) {
        askedAt = null;
        pace.refused(now);
        line.hangUp();
    }

    /** The carrier has a connection again: greet at once. */
    void lineFound() {
        if (!open && dials) {
            pace.dueNow();
            dial(ticker.elapsed());
        }
    }

    /** Sends on an open session; a line that refuses ends it. */
    void tryToSend(Frame frame) {
        if (!line.offer(frame)) {
            lost();
        }
    }

    void heard() {
        record.heard();
    }

    /** What came answers something that was sent: both directions carry. */
    void answered() {
        silence.broken();
    }

    /** The line is gone; hello begins again. */
    void lost() {
        if (open) {
            open = false;
            line.begin(ports.ids().get());
            beats.forget();
            record.down();
        }
    }

    /** Takes a hello. Returns whether a new session begins, so that both sides start from what the other holds. */
    boolean greeted(Frame.Hello hello) {
        boolean fresh = !open || !Objects.equals(hello.session(), peerSession);
        if (fresh) {
            meter.began();
            beats.forget();
        }
        if (fresh && open && !hello.isAnswer()) {
            // What is still on the way to the peer was said to an earlier run of it.
            line.begin(ports.ids().get());
        }
        if (!hello.isAnswer()) {
            line.offer(hello(hello.session()));
        }
        ports.ledger().alarms().clear("YILU-FENCE-002", peer);
        peerSession = hello.session();
        if (hello.isAnswer() && askedAt != null) {
            meter.wentRound(ticker.elapsed().minus(askedAt));
        }
        open = true;
        silence.began();
        line.understands(hello.versions());
        pace.succeeded();
        askedAt = null;
        patience = FIRST_PATIENCE;
        isRefused = false;
        record.up(waiting.now());
        return fresh;
    }

    /** What this side said of itself in its greeting is no longer so; either side may say hello again at any time. */
    void greetAnew() {
        line.begin(ports.ids().get());
        beats.forget();
        tryToSend(hello(null));
    }

    void beaten(Frame.Heartbeat heartbeat) {
        silence.peerSpeaksWithin(Duration.ofMillis(heartbeat.nextWithinMillis()));
        if (heartbeat.echoOf() == null) {
            tryToSend(beat(heartbeat.number()));
        } else {
            cameBack(heartbeat.echoOf(), heartbeat.clock());
        }
        record.reported(heartbeat.waiting());
    }

    private void cameBack(long number, Instant peerClock) {
        beats.cameBack(number).ifPresent(sentAt -> {
            answered();
            Duration roundTrip = ticker.elapsed().minus(sentAt);
            meter.wentRound(roundTrip);
            record.wentRound(roundTrip);
            clockWatch.answered(sentAt, peerClock);
        });
    }

    /** Whether this answers the hello of the session that is being opened. */
    boolean isAnswered(Frame.Hello hello) {
        return line.session().equals(hello.answerTo());
    }

    /**
     * Tells the speaker why it is not heard; an answer that is refused is left alone, since the peer asked for nothing. A
     * session that is open with another speaker goes on: a copy that dials must not cut off the node that it was made of.
     */
    void refuse(Frame.Hello hello, Fence.Refusal refusal) {
        if (hello.isAnswer()) {
            lost();
        } else {
            line.offer(new Frame.Refused(hello.session(), refusal.words(), refusal.whatToDo()));
        }
    }

    /** The peer does not hear this node, which leaves the line: at its site's queues it takes what is meant for the true one. */
    void refused(Frame.Refused refused) {
        if (refused.session().equals(line.session())) {
            lost();
            isRefused = true;
            patience = FIRST_PATIENCE;
            if (dials) {
                leaveLine(ticker.elapsed());
            }
            ports.ledger().alarms().raise("YILU-FENCE-002", peer, refused.reason() + " " + refused.whatToDo());
        }
    }

    private Frame hello(@Nullable UUID answerTo) {
        NodeIdentity self = ports.ledger().identity();
        return new Frame.Hello(
                line.session(),
                answerTo,
                new Frame.Speaker(self.instance(), self.epoch(), self.boot()),
                PROTOCOL,
                versions,
                ports.ledger().inbox().receipt(peer),
                HandBack.written(ports.ledger(), peer),
                clock.instant());
    }

    private Frame beat(@Nullable Long echoOf) {
        return new Frame.Heartbeat(
                echoOf == null ? beats.next(ticker.elapsed()) : beats.last(),
                echoOf,
                heartbeatEvery().toMillis(),
                waiting.now(),
                ports.ledger().inbox().receipt(peer),
                clock.instant());
    }

    private Duration heartbeatEvery() {
        // More than one on the way at a time would only fill a slow line.
        return outstanding ? longer(settings.heartbeatBusy(), meter.roundTrip()) : settings.heartbeatIdle();
    }

    private static boolean isPast(Duration due, Duration now) {
        return now.compareTo(due) >= 0;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
