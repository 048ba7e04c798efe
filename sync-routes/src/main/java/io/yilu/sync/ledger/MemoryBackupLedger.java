package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.BackupLedger;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What backups hold, in memory. */
final class MemoryBackupLedger implements BackupLedger {

    private static final String LAST = "last";

    private final UndoLog undo;
    private final Map<NodeId, Long> here;
    private final Map<NodeId, Long> there;
    private final Map<String, Instant> finished;
    private final MemoryOutboxLedger outbox;
    private final Instant madeAt;

    MemoryBackupLedger(UndoLog undo, MemoryOutboxLedger outbox, Map<NodeId, Long> here, Instant madeAt) {
        this.undo = undo;
        this.outbox = outbox;
        this.here = here;
        this.there = undo.table(new HashMap<>());
        this.finished = undo.table(new HashMap<>());
        this.madeAt = madeAt;
    }

    @Override
    public synchronized long backedUpHere(NodeId origin) {
        return here.getOrDefault(origin, 0L);
    }

    @Override
    public synchronized void backedUpHere(NodeId origin, long through) {
        undo.put(here, origin, through);
    }

    @Override
    public synchronized Optional<Instant> finishedHere() {
        return Optional.ofNullable(finished.get(LAST));
    }

    @Override
    public synchronized void finishedHere(Instant at) {
        undo.put(finished, LAST, at);
    }

    @Override
    public Instant madeAt() {
        return madeAt;
    }

    @Override
    public synchronized long backedUpThere(NodeId peer) {
        return there.getOrDefault(peer, 0L);
    }

    @Override
    public synchronized void backedUpThere(NodeId peer, long through) {
        undo.put(there, peer, through);
    }

    @Override
    public synchronized Set<String> safeThere(NodeId peer, Collection<String> subjects) {
        Set<String> safe = new HashSet<>();
        for (String subject : Set.copyOf(subjects)) {
            if (outbox.isAppliedThrough(peer, subject, backedUpThere(peer))) {
                safe.add(subject);
            }
        }
        return safe;
    }
}
