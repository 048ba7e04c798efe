package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import io.yilu.sync.Links;
import io.yilu.sync.engine.LinkLedger.LinkRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
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

    private static final Duration HELLO_EVERY = Duration.ofSeconds(2);
    private static final Duration SILENCE_WHILE_BUSY = Duration.ofSeconds(8);
    private static final Duration GRACE = Duration.ofSeconds(4);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(1);
    private static final Duration SAVE_EVERY = Duration.ofSeconds(10);

    private final NodeId peer;
    private final PeerLine line;
    private final EnginePorts ports;
    private final Map<String, Integer> versions;
    private final ExchangeSettings settings;
    private final Clock clock;
    private final boolean dials;

    private UUID session;
    private @Nullable UUID peerSession;
    private boolean open;
    private boolean outstanding;
    private Instant lastHello = Instant.EPOCH;
    private Instant lastBeat = Instant.EPOCH;
    private Instant lastHeard = Instant.EPOCH;
    private Instant busySince = Instant.EPOCH;
    private Instant lastSave = Instant.EPOCH;
    private long beats;
    private Duration peerSpeaksWithin;
    private LinkRow row;
    private Frame.Waiting waiting = Frame.Waiting.NOTHING;
    private Instant waitingAsOf = Instant.EPOCH;

    LinkKeeper(
            NodeId peer,
            PeerLine line,
            EnginePorts ports,
            Map<String, Integer> versions,
            ExchangeSettings settings,
            Clock clock) {
        this.peer = peer;
        this.line = line;
        this.ports = ports;
        this.versions = versions;
        this.settings = settings;
        this.clock = clock;
        this.session = ports.ids().get();
        this.dials = !ports.ledger().identity().node().isCounty();
        this.peerSpeaksWithin = settings.heartbeatIdle();
        ports.ledger().links().add(peer, clock.instant());
        this.row = ports.ledger().links().find(peer).orElseThrow();
        saveAs(Links.State.DOWN, clock.instant());
    }

    /** Whether a session is open: what is sent now may be expected to arrive. */
    boolean isOpen() {
        return open;
    }

    /** Whether this side asks for sessions; the other only answers. */
    boolean dials() {
        return dials;
    }

    void setOutstanding(boolean outstanding) {
        if (outstanding && !this.outstanding) {
            lastBeat = min(lastBeat, clock.instant().minus(settings.heartbeatBusy()));
            busySince = clock.instant();
        }
        this.outstanding = outstanding;
    }

    /** Keeps the link. Returns whether the session ended, so that all that was in flight is void. */
    boolean tick() {
        Instant now = clock.instant();
        // Silence while idle is no reproach: the busy limit counts from the moment that an answer was asked for.
        Instant quietSince = outstanding && busySince.isAfter(lastHeard) ? busySince : lastHeard;
        if (open && now.isAfter(quietSince.plus(silenceLimit()))) {
            lost();
            if (dials) {
                line.redial();
            }
            return true;
        }
        if (!open && dials && !now.isBefore(lastHello.plus(HELLO_EVERY))) {
            lastHello = now;
            line.offer(hello(null));
        }
        if (open && !now.isBefore(lastBeat.plus(heartbeatEvery()))) {
            lastBeat = now;
            tryToSend(beat(null));
        }
        if (open) {
            saveAs(stateNow(now), now);
        }
        return false;
    }

    /** Sends on an open session; a line that refuses ends it. */
    void tryToSend(Frame frame) {
        if (!line.offer(frame)) {
            lost();
        }
    }

    void heard() {
        lastHeard = clock.instant();
    }

    /** The line is gone; hello begins again. */
    void lost() {
        if (open) {
            open = false;
            session = ports.ids().get();
            saveAs(Links.State.DOWN, clock.instant());
        }
    }

    /** Takes a hello. Returns whether a new session begins, so that both sides start from what the other holds. */
    boolean greeted(Frame.Hello hello) {
        if (!hello.isAnswer()) {
            line.offer(hello(hello.session()));
        }
        ports.ledger().alarms().clear("YILU-FENCE-002", peer);
        boolean fresh = !open || !Objects.equals(hello.session(), peerSession);
        peerSession = hello.session();
        open = true;
        row = new LinkRow(
                peer,
                row.state(),
                row.since(),
                lastHeard,
                row.roundTripMillis(),
                Duration.between(clock.instant(), hello.clock()).toMillis(),
                row.reported());
        saveAs(stateNow(clock.instant()), clock.instant());
        return fresh;
    }

    void beaten(Frame.Heartbeat heartbeat) {
        if (!Objects.equals(heartbeat.session(), peerSession)) {
            // A beat of a session this side knows nothing of: one of them began anew, so they greet again. The county
            // can only
            // fall silent, upon which the township dials.
            lost();
            return;
        }
        if (!open) {
            return;
        }
        peerSpeaksWithin = Duration.ofMillis(heartbeat.nextWithinMillis());
        Long roundTrip = row.roundTripMillis();
        if (heartbeat.echoOf() == null) {
            tryToSend(beat(heartbeat.number()));
        } else if (heartbeat.echoOf() == beats) {
            roundTrip = Duration.between(lastBeat, clock.instant()).toMillis();
        }
        boolean moved = !heartbeat.waiting().equals(row.reported());
        row = new LinkRow(
                peer, row.state(), row.since(), lastHeard, roundTrip, row.clockOffsetMillis(), heartbeat.waiting());
        if (moved) {
            ports.ledger().links().save(row);
            ports.events().accept(new LinkMoved(peer));
        }
    }

    /** Whether this answers the hello of the session that is being opened. */
    boolean isAnswered(Frame.Hello hello) {
        return session.equals(hello.answerTo());
    }

    /** Tells the speaker why it is not heard; an answer that is refused is left alone, since the peer asked for nothing. */
    void refuse(Frame.Hello hello, Fence.Refusal refusal) {
        lost();
        if (!hello.isAnswer()) {
            line.offer(new Frame.Refused(hello.session(), refusal.words(), refusal.whatToDo()));
        }
    }

    /** The peer does not hear this node. */
    void refused(Frame.Refused refused) {
        if (refused.session().equals(session)) {
            lost();
            ports.ledger().alarms().raise("YILU-FENCE-002", peer, refused.reason() + " " + refused.whatToDo());
        }
    }

    private Frame hello(@Nullable UUID answerTo) {
        NodeIdentity self = ports.ledger().identity();
        return new Frame.Hello(
                session,
                answerTo,
                new Frame.Speaker(self.instance(), self.epoch(), self.boot()),
                PROTOCOL,
                versions,
                ports.ledger().inbox().receipt(peer),
                ports.ledger().outbox().lastSequence(peer),
                clock.instant());
    }

    private Frame beat(@Nullable Long echoOf) {
        long number = echoOf == null ? ++beats : beats;
        return new Frame.Heartbeat(
                session,
                number,
                echoOf,
                heartbeatEvery().toMillis(),
                waiting(),
                ports.ledger().inbox().receipt(peer),
                clock.instant());
    }

    /** Counted at most once a second: 21 peers ask four times a second. */
    private Frame.Waiting waiting() {
        Instant now = clock.instant();
        if (!now.isBefore(waitingAsOf.plus(COUNT_EVERY))) {
            waiting = ports.ledger().outbox().waiting(peer);
            waitingAsOf = now;
        }
        return waiting;
    }

    private Duration heartbeatEvery() {
        return outstanding ? settings.heartbeatBusy() : settings.heartbeatIdle();
    }

    private Duration silenceLimit() {
        if (outstanding) {
            return SILENCE_WHILE_BUSY;
        }
        // A peer that falls from busy to idle tells so only with its next beat, an idle interval later.
        Duration idle = settings.heartbeatIdle();
        Duration within = peerSpeaksWithin.compareTo(idle) > 0 ? peerSpeaksWithin : idle;
        return within.multipliedBy(2).plus(GRACE);
    }

    private Links.State stateNow(Instant now) {
        Instant oldest = waiting().oldest();
        Instant reported = row.reported().oldest();
        Instant late = now.minus(settings.lagAfter());
        boolean lagging = (oldest != null && oldest.isBefore(late)) || (reported != null && reported.isBefore(late));
        return lagging ? Links.State.LAGGING : Links.State.UP;
    }

    private void saveAs(Links.State state, Instant now) {
        boolean changed = state != row.state();
        if (!changed && now.isBefore(lastSave.plus(SAVE_EVERY))) {
            return;
        }
        lastSave = now;
        Instant heardAt = lastHeard.equals(Instant.EPOCH) ? row.lastHeardAt() : lastHeard;
        row = new LinkRow(
                peer,
                state,
                changed ? now : row.since(),
                heardAt,
                state == Links.State.DOWN ? null : row.roundTripMillis(),
                row.clockOffsetMillis(),
                row.reported());
        ports.ledger().links().save(row);
        if (changed) {
            log.info("The link to {} is {}", peer, state);
            ports.events().accept(new LinkMoved(peer));
        }
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
