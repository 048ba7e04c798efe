package io.yilu.sync.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of {@code docs/}, by its worked examples and the rows of its tables. */
public final class Document {

    private static final Pattern BLOCK = Pattern.compile("```[a-z]*\\n(.*?)\\n```", Pattern.DOTALL);

    private final String text;

    private Document(String text) {
        this.text = text;
    }

    public static Document read(String name) {
        try {
            return new Document(Files.readString(Path.of("..", "docs", name)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public String text() {
        return text;
    }

    /** The block of code that begins like this. */
    public String block(String beginning) {
        return BLOCK.matcher(text)
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No block begins with " + beginning));
    }

    /** The rows of the table whose first column has this heading, cell by cell, without the marks of code. */
    public List<List<String>> table(String heading) {
        return Pattern.compile("(?m)^\\| " + Pattern.quote(heading) + " \\|.*\\n\\|[-|]+\\|\\n((?:\\|.*\\n)+)")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No table is headed " + heading))
                .lines()
                .skip(2)
                .map(row -> Arrays.stream(row.substring(2).split(" \\|"))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList())
                .toList();
    }
}
