package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import java.time.Duration;

/** What waits for one peer, counted at most once a second: 21 peers ask four times a second. */
final class WaitingCount {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final NodeId peer;
    private final EnginePorts ports;
    private Frame.Waiting counted = Frame.Waiting.NOTHING;
    private Duration asOf = Duration.ofDays(-1);

    WaitingCount(NodeId peer, EnginePorts ports) {
        this.peer = peer;
        this.ports = ports;
    }

    Frame.Waiting now() {
        Duration now = ports.ticker().elapsed();
        if (now.compareTo(asOf.plus(EVERY)) >= 0) {
            counted = ports.ledger().outbox().waiting(peer);
            asOf = now;
        }
        return counted;
    }
}
