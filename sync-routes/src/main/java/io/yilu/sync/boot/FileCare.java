package io.yilu.sync.boot;

import io.yilu.sync.engine.BackupWatch;
import io.yilu.sync.engine.FileScrub;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.unit.DataSize;

/**
 * Has the files on the disk, and whether backups of it go on, looked after while the node runs, on a thread of its own: a slow
 * disk must hold up nobody.
 */
final class FileCare implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FileCare.class);

    private final FileScrub scrub;
    private final BackupWatch backups;
    private final Pace pace;

    private @Nullable ScheduledExecutorService thread;
    private volatile boolean running;

    FileCare(FileScrub scrub, BackupWatch backups, Pace pace) {
        this.scrub = scrub;
        this.backups = backups;
        this.pace = pace;
    }

    /**
     * How much is looked at.
     *
     * @param lookEvery how often the sizes of a hundred more files are compared, and some more hashes
     * @param readAtOnce how much is read each time to check hashes; 32 MB a minute are 46 GB a day
     * @param round a hash that was found right is not checked again before this has passed
     * @param backupAlarmAfter how old the last finished backup may be
     */
    @ConfigurationProperties("yilu.file-care")
    record Pace(
            @DefaultValue("1m") Duration lookEvery,
            @DefaultValue("32MB") DataSize readAtOnce,
            @DefaultValue("30d") Duration round,
            @DefaultValue("2d") Duration backupAlarmAfter) {}

    @Override
    public synchronized void start() {
        running = true;
        long every = pace.lookEvery().toMillis();
        ScheduledExecutorService anew =
                Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "file-care"));
        thread = anew;
        anew.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            if (running) {
                scrub.lookAtSizes();
                scrub.checkHashes(pace.readAtOnce().toBytes());
                backups.look();
            }
        } catch (RuntimeException trouble) {
            // A scheduled task that throws is never run again; a database that is away comes back.
            log.warn("The files could not be looked at and are at the next time: {}", trouble.toString());
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
