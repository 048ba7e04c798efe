package io.yilu.sync.engine;

import io.yilu.sync.Alarms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Alarms a node whose backups have stopped: a timer that fails at night is noticed by nobody until the disk is lost. A county
 * must have backups; a township without a second disk has its cases at the county, and is watched once it has made one.
 */
public final class BackupWatch {

    static final String TOO_OLD = "YILU-BACKUP-001";

    private final Ledger ledger;
    private final Duration alarmAfter;
    private final Clock clock;

    /** @param alarmAfter how old the last finished backup may be */
    public BackupWatch(Ledger ledger, Duration alarmAfter, Clock clock) {
        this.ledger = ledger;
        this.alarmAfter = alarmAfter;
        this.clock = clock;
    }

    /** Raises or clears the alarm. */
    public void look() {
        Alarms alarms = ledger.alarms();
        Optional<Instant> finished = ledger.backups().finishedHere();
        Optional<Instant> since = finished.or(() -> ledger.identity().node().isCounty()
                ? Optional.of(ledger.backups().madeAt())
                : Optional.empty());
        Instant now = clock.instant();
        if (since.isEmpty() || isFresh(since.get(), now)) {
            alarms.clear(TOO_OLD, null);
        } else {
            alarms.raise(
                    TOO_OLD,
                    null,
                    (finished.isPresent()
                                    ? "The last backup was finished at " + finished.get()
                                    : "No backup was ever made")
                            + ". Look at what the nightly ops/backup said, and run it by hand.");
        }
    }

    /** One that lies in the future was finished while the date was set wrong: it says nothing (law 9). */
    private boolean isFresh(Instant at, Instant now) {
        return at.isAfter(now.minus(alarmAfter)) && !at.isAfter(now.plus(alarmAfter));
    }
}
