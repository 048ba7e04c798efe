package io.yilu.desk.repairs;

import io.yilu.sync.Repairs.HeldConflict;
import io.yilu.sync.Repairs.HeldFile;
import io.yilu.sync.Repairs.HeldMessage;
import io.yilu.sync.Repairs.Page;
import io.yilu.sync.Repairs.Shown;
import io.yilu.sync.Repairs.Why;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Held messages and files as the API shows them, with the reason in the reader's language. */
class RepairShapes {

    private final MessageSource messages = words();

    private static MessageSource words() {
        ResourceBundleMessageSource words = new ResourceBundleMessageSource();
        words.setBasename("messages/desk");
        words.setDefaultEncoding(StandardCharsets.UTF_8.name());
        // Whoever reads neither language of the bundle gets Chinese, whatever the machine's own locale is.
        words.setFallbackToSystemLocale(false);
        return words;
    }

    /** Some rows of so many. */
    record Rows<T>(List<T> rows, long total) {}

    /** A held message; {@code reason} is {@code why} in plain words. */
    record MessageRow(
            String id,
            String origin,
            long sequence,
            String subject,
            long subjectSequence,
            String type,
            int schemaVersion,
            Instant createdAt,
            Instant receivedAt,
            Why why,
            String reason,
            int attempts,
            @Nullable String error,
            boolean corrected) {}

    /** A message that came second under an id or place that was taken. */
    record ConflictRow(
            long conflict,
            String id,
            String origin,
            long sequence,
            String subject,
            String type,
            int schemaVersion,
            Instant receivedAt,
            String reason) {}

    /** A file that is not whole. */
    record FileRow(
            String peer,
            String sha256,
            long size,
            long receivedBytes,
            int rounds,
            boolean aside,
            Instant announcedAt,
            String reason) {}

    /** A row with its content as JSON text; null if the stored bytes cannot be read. */
    record WithContent<T>(T row, @Nullable String content) {}

    <T, R> Rows<R> rows(Page<T> page, Function<T, R> shape) {
        return new Rows<>(page.rows().stream().map(shape).toList(), page.total());
    }

    <T, R> WithContent<R> content(Shown<T> shown, Function<T, R> shape) {
        return new WithContent<>(shape.apply(shown.row()), shown.json());
    }

    MessageRow message(HeldMessage held) {
        return new MessageRow(
                held.id().toString(),
                held.origin().value(),
                held.sequence(),
                held.subject(),
                held.subjectSequence(),
                held.type(),
                held.schemaVersion(),
                held.createdAt(),
                held.receivedAt(),
                held.why(),
                words("repair.why." + held.why()),
                held.attempts(),
                held.error(),
                held.corrected());
    }

    ConflictRow conflict(HeldConflict held) {
        return new ConflictRow(
                held.conflict(),
                held.id().toString(),
                held.origin().value(),
                held.sequence(),
                held.subject(),
                held.type(),
                held.schemaVersion(),
                held.receivedAt(),
                words("repair.conflict"));
    }

    FileRow file(HeldFile held) {
        return new FileRow(
                held.peer().value(),
                held.sha256(),
                held.size(),
                held.receivedBytes(),
                held.rounds(),
                held.aside(),
                held.announcedAt(),
                words(held.aside() ? "repair.file.aside" : "repair.file.missing"));
    }

    private String words(String key) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, LocaleContextHolder.getLocale()));
    }
}
