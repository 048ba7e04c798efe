package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Alarms in memory. */
final class MemoryAlarms implements Alarms {

    /** As the column of the table takes. */
    private static final int LONGEST = 1000;

    private final UndoLog undo;
    private final Clock clock;
    private final Map<String, Alarm> rows;

    MemoryAlarms(UndoLog undo, Clock clock) {
        this.undo = undo;
        this.clock = clock;
        this.rows = undo.table(new TreeMap<>());
    }

    @Override
    public synchronized void raise(String code, @Nullable NodeId peer, String text) {
        String kept = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Alarm known = rows.get(key(code, peer));
        undo.put(
                rows,
                key(code, peer),
                known == null
                        ? new Alarm(code, peer, kept, now, now, 1)
                        : new Alarm(code, peer, kept, known.since(), now, known.times() + 1));
    }

    @Override
    public synchronized void clear(String code, @Nullable NodeId peer) {
        if (rows.containsKey(key(code, peer))) {
            undo.remove(rows, key(code, peer));
        }
    }

    @Override
    public synchronized List<Alarm> open() {
        return rows.values().stream()
                .sorted(Comparator.comparing(Alarm::since).reversed())
                .toList();
    }

    private static String key(String code, @Nullable NodeId peer) {
        return code + "/" + (peer == null ? "" : peer);
    }
}
