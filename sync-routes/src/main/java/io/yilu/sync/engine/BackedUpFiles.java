package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.FilePurge;
import io.yilu.sync.Links;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Purges files from this disk by what the holder's backups hold. What messages say is never purged: it is small. */
public final class BackedUpFiles implements FilePurge {

    private static final Logger log = LoggerFactory.getLogger(BackedUpFiles.class);
    private static final int AT_ONCE = 500;
    /** A clock that is further off than this cannot say what is old enough. */
    private static final Duration MOST_WRONG = Duration.ofDays(1);

    private final Ledger ledger;
    private final ChunkStore chunks;
    private final Clock clock;

    public BackedUpFiles(Ledger ledger, ChunkStore chunks, Clock clock) {
        this.ledger = ledger;
        this.chunks = chunks;
        this.clock = clock;
    }

    @Override
    public int purge(NodeId holder, Collection<String> finished, Predicate<String> needed) {
        if (!isSureOf(holder)) {
            return 0;
        }
        Set<String> safe = ledger.backups().safeThere(holder, finished);
        List<String> files = ledger.files().care().onlyOf(holder, safe, AT_ONCE).stream()
                .filter(needed.negate())
                .toList();
        for (String sha256 : files) {
            // The row first: a crash between the two leaves bytes that nobody names, never a name without bytes.
            ledger.inTransaction(() -> ledger.files().care().markPurged(sha256, clock.instant()));
            chunks.remove(sha256);
        }
        if (!files.isEmpty()) {
            log.info("{} files of finished cases were let go of; {} has them backed up", files.size(), holder);
        }
        return files.size();
    }

    /**
     * Only a session says what the holder has now; one that was put back from an older backup has less than before. And only a
     * clock that agrees with the holder's says what is finished for long enough.
     */
    @Override
    public boolean isSureOf(NodeId holder) {
        return ledger.recovery().phase(holder) == RecoveryLedger.Phase.NONE
                && ledger.links()
                        .find(holder)
                        .filter(link -> link.state() != Links.State.DOWN)
                        .filter(link -> link.clockOffsetMillis() != null
                                && Math.abs(link.clockOffsetMillis()) < MOST_WRONG.toMillis())
                        .isPresent();
    }
}
