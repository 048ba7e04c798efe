package io.yilu.sync;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundleDesk.Exported;
import io.yilu.sync.BundleDesk.Imported;
import io.yilu.sync.BundleDesk.ImportedBundle;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One export or import that runs beside the request which asked for it; a picture of it at a moment. */
public record BundleJob(
        UUID id,
        Kind kind,
        @Nullable NodeId peer,
        Instant startedAt,
        State state,
        long messages,
        long bytes,
        int parts,
        @Nullable Exported exported,
        @Nullable Imported imported,
        @Nullable Failure failure) {

    /** What came of it, in a line for the audit log; no personal data. */
    public String summary() {
        StringBuilder text =
                new StringBuilder(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (failure != null) {
            text.append(": ").append(failure.code());
        }
        if (exported != null) {
            text.append(": ").append(exported.bundle()).append(", ").append(exported.messages());
            text.append(" messages, ").append(exported.files().size()).append(" parts");
        }
        if (imported != null) {
            for (ImportedBundle one : imported.bundles()) {
                text.append(": ")
                        .append(one.sender())
                        .append(' ')
                        .append(one.bundle())
                        .append(", ");
                text.append(one.messages())
                        .append(" messages, ")
                        .append(one.freshMessages())
                        .append(" new");
            }
            imported.refused().forEach(one -> text.append("; refused ").append(one.code()));
        }
        return text.toString();
    }

    /** What is done. */
    public enum Kind {
        EXPORT_TO_STICK,
        EXPORT_TO_DOWNLOAD,
        IMPORT,
        SECOND_COPY
    }

    /** How far it is. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** Why it failed, for the person who waits. */
    public record Failure(String code, String what, String whatToDo) {}
}
