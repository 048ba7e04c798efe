package io.yilu.node.uploads;

import java.util.Locale;

/** Makes of whatever a browser called a file a name that can be shown and saved. */
final class FileName {

    private static final int LONGEST = 200;

    private FileName() {}

    /**
     * Without folders, control and direction characters, at most 200 characters; the extension is the type's own, so
     * that the file opens where it is saved.
     */
    static String safe(String given, FileType type) {
        String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder();
        name.codePoints()
                .filter(point -> !Character.isISOControl(point)
                        && Character.getType(point) != Character.FORMAT
                        && Character.getType(point) != Character.SURROGATE
                        && "<>:\"|?*".indexOf(point) < 0)
                .forEach(clean::appendCodePoint);
        String stem = clean.toString().strip();
        String extension = type.extensions().get(0);
        for (String known : type.extensions()) {
            if (stem.toLowerCase(Locale.ROOT).endsWith(known)) {
                extension = stem.substring(stem.length() - known.length());
                stem = stem.substring(0, stem.length() - known.length());
                break;
            }
        }
        if (!extension.isEmpty() && FileType.isForeignExtension(stem)) {
            stem = stem.substring(0, stem.lastIndexOf('.'));
        }
        stem = stem.replaceFirst("^[.\\s]+", "").replaceFirst("[.\\s]+$", "");
        if (stem.isEmpty()) {
            stem = "扫描件";
        }
        return cut(stem, LONGEST - extension.length()) + extension;
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
