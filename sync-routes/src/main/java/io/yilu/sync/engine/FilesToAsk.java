package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.FileLedger.Incomplete;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In which order one peer is asked for the files that it has announced: page by page, so that none hides those behind it. */
final class FilesToAsk {

    static final int LOOK_AT = 500;

    private final NodeId peer;
    private final Ledger ledger;
    /** Most awaited files that are asked for again at the same time: the peer may have lost them for good. */
    private final int mostAgain;
    /** Seen at the last look and not asked for yet. */
    private final Deque<Incomplete> seen = new ArrayDeque<>();

    /** The last file that a look has come to; null for the oldest next. */
    private @Nullable Incomplete lookedThrough;

    FilesToAsk(NodeId peer, Ledger ledger, ExchangeSettings settings) {
        this.peer = peer;
        this.ledger = ledger;
        this.mostAgain = Math.max(1, settings.filesWanted() / 2);
    }

    /** From the oldest on again. */
    void restart() {
        seen.clear();
        lookedThrough = null;
    }

    /**
     * Files that were not asked for yet, and before them those that a rebuilt node waits for, again if nothing came of it.
     *
     * @param asked when each was asked for, or moved, last
     * @param stale of what did not move since then the request or its answer was lost
     */
    List<String> next(int most, Map<String, Duration> asked, Duration stale) {
        List<String> found = new ArrayList<>(awaited(most, asked, stale));
        boolean mayLook = true;
        while (found.size() < most && (!seen.isEmpty() || mayLook)) {
            if (seen.isEmpty()) {
                look();
                mayLook = false;
            } else {
                String sha256 = seen.remove().sha256();
                if (!asked.containsKey(sha256) && !found.contains(sha256)) {
                    found.add(sha256);
                }
            }
        }
        return found;
    }

    /** Before all others: a rebuilt node takes no work without them, and may have years of finished cases coming as well. */
    private List<String> awaited(int most, Map<String, Duration> asked, Duration stale) {
        AwaitedFiles awaited = ledger.recovery().files();
        if (!awaited.isOn(peer)) {
            return List.of();
        }
        // So many more than were asked for hide none that was not.
        Set<String> wanted = new LinkedHashSet<>(awaited.wanted(peer, asked.size() + most));
        List<String> idle = idle(asked, stale).filter(wanted::contains).toList();
        long moving = wanted.stream().filter(asked::containsKey).count() - idle.size();
        return Stream.concat(
                        wanted.stream().filter(sha256 -> !asked.containsKey(sha256)),
                        idle.stream().limit(Math.max(0, mostAgain - moving)))
                .limit(most)
                .toList();
    }

    /** Files of which nothing came for long, the longest first. */
    static Stream<String> idle(Map<String, Duration> asked, Duration stale) {
        return asked.entrySet().stream()
                .filter(file -> file.getValue().compareTo(stale) <= 0)
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** From where the last look ended: however many files the peer has lost, they do not hide the later ones. */
    private void look() {
        seen.addAll(ledger.files().incomplete(peer, lookedThrough, LOOK_AT));
        lookedThrough = seen.size() < LOOK_AT ? null : seen.getLast();
    }
}
