package io.yilu.sync.files;

import io.yilu.schemas.failure.TransientException;
import io.yilu.sync.trial.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps some room on the disk for the database: files are refused while there is still enough to keep what was accepted.
 *
 * @param usable bytes that can still be written
 */
public record DiskSpace(LongSupplier usable) {

    /** What files leave for the database, its log and the node's own. */
    public static final long RESERVE = 128L * 1024 * 1024;

    /** A trial's order. */
    private static final String FULL = "disk-full";

    private static final long MEGABYTE = 1024L * 1024;

    static DiskSpace of(Path root) {
        return of(root, Orders.ofThisProcess());
    }

    /** While a trial's order says so nothing is free; what is asked for then is refused, and that is noted. */
    static DiskSpace of(Path root, Optional<Orders> trial) {
        return new DiskSpace(() -> {
            if (trial.isPresent() && trial.get().isGiven(FULL)) {
                trial.get().noteDone(FULL, "refused");
                return 0;
            }
            try {
                return Files.getFileStore(root).getUsableSpace();
            } catch (IOException unknown) {
                // What cannot be asked is tried; a write that fails says so itself.
                return Long.MAX_VALUE;
            }
        });
    }

    /** Refuses with {@code YILU-FILE-006} unless this many bytes fit beside the reserve. */
    void require(long bytes) {
        long free = usable.getAsLong();
        if (free - bytes < RESERVE) {
            throw new TransientException(
                    "YILU-FILE-006",
                    "磁盘空间不足：剩余 " + Math.max(0, free) / MEGABYTE + " MB，须留 " + RESERVE / MEGABYTE + " MB。",
                    "已受理的办件均已保存；请联系信息人员清理磁盘，之后重新上传。");
        }
    }
}
