package io.yilu.sync.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instants between two steps of the exchange at which a fault trial makes a node die; in production nothing happens.
 *
 * <p>Only a process started with {@code -Dyilu.trial.crash-points=FOLDER} looks: a file there named after the point, or after
 * the point and a subject as in {@code applying@610924102-…}, halts the process as a power cut would, once: the file is taken
 * away first. If the file says {@code fail}, the step fails instead, as long as the file is there.
 */
public enum CrashPoint {
    /** Committed here, perhaps told to the clerk, and not given to the line. */
    BEFORE_SENDING,
    /** Given to the line, not noted as sent. */
    SENT_NOT_NOTED,
    /** The frame's messages are stored, none is applied. */
    STORED_NOT_APPLIED,
    /** A message's attempt is counted and it is about to be applied. */
    APPLYING,
    /** Stored and applied; neither receipted nor acknowledged to the broker. */
    COMMITTED_NOT_RECEIPTED,
    /** Receipted, not acknowledged to the broker. */
    RECEIPTED_NOT_ACKNOWLEDGED,
    /** The receipt is here, and not in the ledger. */
    RECEIPT_NOT_NOTED,
    /** A chunk is on the disk, and not in the bitmap. */
    CHUNK_NOT_NOTED;

    private static final Logger log = LoggerFactory.getLogger(CrashPoint.class);
    private static final @Nullable Path FOLDER = folder(System.getProperty("yilu.trial.crash-points"));
    private static final int HALTED = 137;

    /** The process stands at this point. */
    public void reached() {
        if (FOLDER != null) {
            strikeIfArmed(FOLDER.resolve(fileName()));
        }
    }

    /** As {@link #reached()}, for the work on one subject. */
    public void reached(String subject) {
        if (FOLDER != null) {
            strikeIfArmed(FOLDER.resolve(fileName()));
            strikeIfArmed(FOLDER.resolve(fileName() + "@" + subject));
        }
    }

    /** What arms it. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void strikeIfArmed(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        log.warn("Trial: {} is reached, as was ordered", file.getFileName());
        try {
            if (Files.readString(file).strip().equals("fail")) {
                throw new IllegalStateException("The trial makes this step fail: " + file.getFileName());
            }
            Files.delete(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The order " + file + " cannot be taken.", unreadable);
        }
        Runtime.getRuntime().halt(HALTED);
    }

    private static @Nullable Path folder(@Nullable String name) {
        return name == null ? null : Path.of(name);
    }
}
