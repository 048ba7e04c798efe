package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import io.yilu.sync.Links;
import io.yilu.sync.engine.LinkLedger.LinkRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What pages show of one link and what is remembered of it: written when the lamp changes, else every few seconds. */
final class LinkRecord {

    private static final Logger log = LoggerFactory.getLogger(LinkRecord.class);
    private static final Duration SAVE_EVERY = Duration.ofSeconds(10);

    private final NodeId peer;
    private final EnginePorts ports;
    private final Duration lagAfter;
    private final Clock clock;
    private final ClockWatch clockWatch;

    private LinkRow row;
    private @Nullable Instant lastHeardAt;
    private @Nullable Long roundTripMillis;
    private Duration lastSave = Duration.ofDays(-1);

    LinkRecord(NodeId peer, EnginePorts ports, Duration lagAfter, Clock clock, ClockWatch clockWatch) {
        this.peer = peer;
        this.ports = ports;
        this.lagAfter = lagAfter;
        this.clock = clock;
        this.clockWatch = clockWatch;
        ports.ledger().links().add(peer, clock.instant());
        this.row = ports.ledger().links().find(peer).orElseThrow();
        down();
    }

    void heard() {
        lastHeardAt = clock.instant();
    }

    void wentRound(Duration roundTrip) {
        roundTripMillis = roundTrip.toMillis();
    }

    /** The peer said what waits at its side. */
    void reported(Frame.Waiting there) {
        if (!there.equals(row.reported())) {
            row = now(row.state(), there);
            ports.ledger().links().save(row);
            ports.events().accept(new LinkMoved(peer));
        }
    }

    void down() {
        roundTripMillis = null;
        become(Links.State.DOWN);
    }

    /** The peer answers; this waits for it here. */
    void up(Frame.Waiting here) {
        Instant late = clock.instant().minus(lagAfter);
        Instant reported = row.reported().oldest();
        boolean lagging = (here.oldest() != null && here.oldest().isBefore(late))
                || (reported != null && clockWatch.here(reported).isBefore(late));
        become(lagging ? Links.State.LAGGING : Links.State.UP);
    }

    private void become(Links.State state) {
        boolean changed = state != row.state();
        Duration elapsed = ports.ticker().elapsed();
        if (!changed && elapsed.compareTo(lastSave.plus(SAVE_EVERY)) < 0) {
            return;
        }
        lastSave = elapsed;
        row = now(state, row.reported());
        ports.ledger().links().save(row);
        if (changed) {
            log.info("The link to {} is {}", peer, state);
            ports.events().accept(new LinkMoved(peer));
        }
    }

    private LinkRow now(Links.State state, Frame.Waiting reported) {
        return new LinkRow(
                peer,
                state,
                state == row.state() ? row.since() : clock.instant(),
                lastHeardAt == null ? row.lastHeardAt() : lastHeardAt,
                roundTripMillis,
                // What an earlier run measured says nothing of a clock that may have been set while nobody looked.
                clockWatch.offset().map(Duration::toMillis).orElse(null),
                reported);
    }
}
