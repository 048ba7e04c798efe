package io.yilu.sync.boot;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Recovery;
import io.yilu.sync.engine.AwaitedFiles;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.RecoveryLedger;
import io.yilu.sync.engine.RecoveryLedger.Phase;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
        Set<NodeId> peers = new TreeSet<>(recovery.open());
        peers.addAll(recovery.files().peers());
        return peers.stream().map(this::progress).toList();
    }

    private Progress progress(NodeId peer) {
        Phase phase = recovery.phase(peer);
        return new Progress(
                peer,
                phase != Phase.FETCHING,
                // What still waits when the messages are back closes its own case and keeps nobody waiting.
                phase == Phase.NONE ? 0 : recovery.waiting(peer),
                recovery.files().progress(peer));
    }

    @Override
    public boolean isComplete() {
        return recovery.open().isEmpty() && recovery.files().peers().isEmpty();
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
            recovery.files().end(peer);
        });
    }

    @Override
    public void giveUpFiles(NodeId peer, String reason) {
        AwaitedFiles files = recovery.files();
        log.warn(
                "{} files from {} are not waited for any longer: {}",
                files.progress(peer).missing(),
                peer,
                reason);
        ledger.inTransaction(() -> files.end(peer));
    }
}
