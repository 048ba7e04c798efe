package io.yilu.sync.bundle;

import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.failure.YiluException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms;
import io.yilu.sync.BundleDesk.Exported;
import io.yilu.sync.BundlePart;
import io.yilu.sync.BundlePurpose;
import io.yilu.sync.bundle.BundleProperties.SecondCopyPlan;
import io.yilu.sync.bundle.Bundles.Target;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was never synced a second time, on another disk and sealed for the county: if this machine is lost before the
 * line comes back, the county takes the newest generation in like any bundle, and nothing that was accepted is gone.
 */
public final class SecondCopy {

    private static final Logger log = LoggerFactory.getLogger(SecondCopy.class);

    private static final String FAILED = "YILU-BUNDLE-013";
    private static final String TOO_OLD = "YILU-BUNDLE-014";
    private static final String INCOMPLETE = "YILU-BUNDLE-016";
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Pattern GENERATION = Pattern.compile("yilu-copy-(\\d{6,9})");
    private static final long LEAVE_ON_STICK = 1 << 20;
    private static final String UNFINISHED = "yilu-copy.unfinished";

    private final Bundles bundles;
    private final BundleProperties settings;
    private final Alarms alarms;
    private final Path dataDirectory;
    private final Clock clock;

    public SecondCopy(Bundles bundles, BundleProperties settings, Alarms alarms, Path dataDirectory, Clock clock) {
        this.bundles = bundles;
        this.settings = settings;
        this.alarms = alarms;
        this.dataDirectory = dataDirectory;
        this.clock = clock;
    }

    /** Whether one is made at all. */
    public boolean isPlanned() {
        return plan().directory() != null;
    }

    /** When the last complete one was made, this node's clock. */
    public Optional<Instant> lastMade() {
        return bundles.lastSecondCopy(NodeId.COUNTY).map(BundlePart::at);
    }

    /** Called every few minutes: makes one if the last night's is missing, and alarms if the last is old. */
    public void look() {
        if (!isPlanned()) {
            return;
        }
        if (isDue()) {
            try {
                make(new BundleProgress());
            } catch (YiluException failure) {
                log.error("The second copy could not be made and is tried again: {}", failure.getMessage());
            }
        }
        Instant limit = clock.instant().minus(plan().alarmAfter());
        if (lastMade().filter(made -> made.isAfter(limit)).isEmpty()) {
            alarms.raise(
                    TOO_OLD,
                    null,
                    "The second copy of never-synced work is older than "
                            + plan().alarmAfter().toDays() + " days, or none was ever made. Plug its disk in.");
        } else {
            alarms.clear(TOO_OLD, null);
        }
    }

    private boolean isDue() {
        Instant now = clock.instant();
        ZonedDateTime today = now.atZone(CHINA).with(plan().at());
        Instant latest = (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
        return lastMade().filter(made -> !made.isBefore(latest)).isEmpty();
    }

    /** Makes one now. Throws {@code YILU-BUNDLE-013} and alarms it if that cannot be done. */
    public Exported make(BundleProgress progress) {
        try {
            Exported copy = write(place(), progress);
            alarms.clear(FAILED, null);
            alarms.clear(TOO_OLD, null);
            tellOfMissing(copy.missingFiles());
            return copy;
        } catch (IOException disk) {
            throw alarmed("盘上写不进去（" + disk.getMessage() + "）", disk);
        } catch (TransientException busyOrFull) {
            throw busyOrFull.code().equals(FAILED) ? busyOrFull : alarmed(busyOrFull.what(), busyOrFull);
        }
    }

    private void tellOfMissing(long files) {
        if (files == 0) {
            alarms.clear(INCOMPLETE, null);
            return;
        }
        alarms.raise(
                INCOMPLETE,
                null,
                "第二份副本缺少 " + files + " 个文件：本机磁盘上已经没有。请看“线路”页的待处理文件，从备份还原或重新扫描。" + " The second copy lacks " + files
                        + " files that are not on this disk any more.");
    }

    private Path place() throws IOException {
        Path directory = plan().directory();
        if (directory == null || !Files.isDirectory(directory)) {
            throw alarmed("找不到目录 " + directory, null);
        }
        // An unplugged stick leaves its empty mount point behind, and that lies on this very disk.
        if (!plan().sameDisk() && Files.getFileStore(directory).equals(Files.getFileStore(dataDirectory))) {
            throw alarmed(directory + " 与本机数据在同一块盘上", null);
        }
        return directory;
    }

    private Exported write(Path directory, BundleProgress progress) throws IOException {
        Path unfinished = directory.resolve(UNFINISHED);
        remove(unfinished);
        Files.createDirectory(unfinished);
        Exported copy = bundles.write(
                NodeId.COUNTY,
                BundlePurpose.SECOND_COPY,
                new Target(unfinished, settings.partSize().toBytes(), LEAVE_ON_STICK),
                progress);
        List<Path> before = generations(directory);
        long next = before.isEmpty() ? 1 : number(before.get(before.size() - 1)) + 1;
        Files.move(unfinished, directory.resolve("yilu-copy-%06d".formatted(next)), StandardCopyOption.ATOMIC_MOVE);
        bundles.noteSecondCopy(copy);
        for (int index = 0; index <= before.size() - plan().keep(); index++) {
            remove(before.get(index));
        }
        log.info("A second copy of {} never-synced messages was made", copy.messages());
        return copy;
    }

    /** Complete ones, the oldest first: by their numbers, since a clock may have been set back. */
    private static List<Path> generations(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (Path one : all) {
                if (GENERATION.matcher(String.valueOf(one.getFileName())).matches()) {
                    found.add(one);
                }
            }
        }
        found.sort(java.util.Comparator.comparingLong(SecondCopy::number));
        return found;
    }

    private static long number(Path generation) {
        String name = String.valueOf(generation.getFileName());
        return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
    }

    /** Removes a folder of ours with the files in it; they hold no folders. */
    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private TransientException alarmed(String why, @Nullable Exception cause) {
        TransientException failure =
                new TransientException(FAILED, "未送达办件的第二份副本没有做成：" + why + "。", "请插好备份盘并留出空间；本机原有数据不受影响，系统会自动再试。");
        if (cause != null) {
            failure.initCause(cause);
        }
        alarms.raise(FAILED, null, failure.what() + " " + failure.whatToDo());
        return failure;
    }

    private SecondCopyPlan plan() {
        return settings.secondCopy();
    }
}
