package io.yilu.sync.boot;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Recovery;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.RecoveryLedger;
import io.yilu.sync.engine.RecoveryLedger.Phase;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the state of recoveries from the ledger. */
final class LedgerRecovery implements Recovery {

    private static final Logger log = LoggerFactory.getLogger(LedgerRecovery.class);

    private final Ledger ledger;
    private final RecoveryLedger recovery;
    private final Clock clock;

    LedgerRecovery(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
        this.recovery = ledger.recovery();
    }

    @Override
    public List<Progress> open() {
        return recovery.open().stream()
                .map(peer -> new Progress(peer, recovery.phase(peer) == Phase.REPLAYING, recovery.waiting(peer)))
                .toList();
    }

    @Override
    public boolean isComplete() {
        return recovery.open().isEmpty();
    }

    @Override
    public List<String> closed(NodeId peer) {
        return recovery.closed(peer).stream().sorted().toList();
    }

    @Override
    public boolean isClosed(NodeId peer, String subject) {
        return recovery.closed(peer).contains(subject);
    }

    @Override
    public void require(NodeId peer) {
        ledger.inTransaction(() -> recovery.begin(peer));
    }

    @Override
    public void giveUp(NodeId peer, String reason) {
        log.warn("The recovery from {} is given up: {}", peer, reason);
        ledger.inTransaction(() -> {
            if (recovery.phase(peer) == Phase.FETCHING) {
                recovery.merge(peer, clock.instant());
            }
            recovery.abandon(peer);
            recovery.end(peer);
        });
    }
}
