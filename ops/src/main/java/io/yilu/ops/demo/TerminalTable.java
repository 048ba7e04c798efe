package io.yilu.ops.demo;

import java.util.ArrayList;
import java.util.List;

/** A table for the terminal, aligned although a Chinese character is two columns wide; its first row is the head. */
final class TerminalTable {

    private final List<List<String>> rows = new ArrayList<>();

    TerminalTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    String text() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i), widths)).append('\n');
            if (i == 0) {
                for (int width : widths) {
                    text.append("  ").append("-".repeat(width));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append("  ").append(cell).append(" ".repeat(widths[column] - width(cell)));
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePoints().map(TerminalTable::width).sum();
    }

    private static int width(int codePoint) {
        boolean isWide = (codePoint >= 0x1100 && codePoint <= 0x115F)
                || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
                || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
                || (codePoint >= 0xFF00 && codePoint <= 0xFF60);
        return isWide ? 2 : 1;
    }
}
