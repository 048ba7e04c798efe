package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.FileLedger.Incomplete;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In which order one peer is asked for the files that it has announced: page by page, so that none hides those behind it. */
final class FilesToAsk {

    static final int LOOK_AT = 500;

    private final NodeId peer;
    private final Ledger ledger;
    /** Seen at the last look and not asked for yet. */
    private final Deque<Incomplete> seen = new ArrayDeque<>();

    /** The last file that a look has come to; null for the oldest next. */
    private @Nullable Incomplete lookedThrough;

    FilesToAsk(NodeId peer, Ledger ledger) {
        this.peer = peer;
        this.ledger = ledger;
    }

    /** From the oldest on again. */
    void restart() {
        seen.clear();
        lookedThrough = null;
    }

    /** Files that were not asked for yet, those that a rebuilt node waits for first. */
    List<String> next(int most, Set<String> asked) {
        List<String> found = new ArrayList<>(awaited(most, asked));
        boolean mayLook = true;
        while (found.size() < most && (!seen.isEmpty() || mayLook)) {
            if (seen.isEmpty()) {
                look();
                mayLook = false;
            } else {
                String sha256 = seen.remove().sha256();
                if (!asked.contains(sha256) && !found.contains(sha256)) {
                    found.add(sha256);
                }
            }
        }
        return found;
    }

    /** Before all others: a rebuilt node takes no work without them, and may have years of finished cases coming as well. */
    private List<String> awaited(int most, Set<String> asked) {
        AwaitedFiles awaited = ledger.recovery().files();
        if (!awaited.peers().contains(peer)) {
            return List.of();
        }
        // So many more than were asked for hide none that was not.
        return awaited.wanted(peer, asked.size() + most).stream()
                .filter(sha256 -> !asked.contains(sha256))
                .limit(most)
                .toList();
    }

    /** From where the last look ended: however many files the peer has lost, they do not hide the later ones. */
    private void look() {
        seen.addAll(ledger.files().incomplete(peer, lookedThrough, LOOK_AT));
        lookedThrough = seen.size() < LOOK_AT ? null : seen.getLast();
    }
}
