package io.yilu.node.uploads;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of files that are taken. */
enum FileType {
    JPEG("image/jpeg", ".jpg", ".jpeg"),
    PNG("image/png", ".png"),
    PDF("application/pdf", ".pdf");

    private final String mediaType;
    private final List<String> extensions;

    FileType(String mediaType, String... extensions) {
        this.mediaType = mediaType;
        this.extensions = List.of(extensions);
    }

    String mediaType() {
        return mediaType;
    }

    List<String> extensions() {
        return extensions;
    }

    /** Whether the name ends in the extension of any type that is taken, such as a photo called .pdf. */
    static boolean isForeignExtension(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).flatMap(type -> type.extensions.stream()).anyMatch(lower::endsWith);
    }
}
