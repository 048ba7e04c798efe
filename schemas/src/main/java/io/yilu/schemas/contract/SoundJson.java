package io.yilu.schemas.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What no schema says of a document from elsewhere: numbers that would fill the memory once written out, and characters that
 * make a line read other than it is written. A schema must not even be asked before this.
 */
public final class SoundJson {

    /** An amount of money, an area or a count has far fewer digits. */
    private static final int MOST_DIGITS = 60;

    private static final int MOST_DEPTH = 40;

    private SoundJson() {}

    /** The first thing that is wrong, by its kind and never with its value; empty if nothing is. */
    public static Optional<String> problem(JsonNode document) {
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(document, 0));
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (level.depth > MOST_DEPTH) {
                return Optional.of("nested deeper than " + MOST_DEPTH);
            }
            JsonNode node = level.node;
            if (node.isNumber() && isEndless(node)) {
                return Optional.of("a number of more than " + MOST_DIGITS + " digits");
            }
            if (node.isString() && !isPlain(node.asString())) {
                return Optional.of("a control or direction character");
            }
            for (String name : node.propertyNames()) {
                if (!isPlain(name)) {
                    return Optional.of("a control or direction character in a name");
                }
            }
            node.values().forEach(child -> open.push(new Level(child, level.depth + 1)));
        }
        return Optional.empty();
    }

    /** Lines and tabs are text; other control characters, direction overrides and half characters are not. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (!isPlain(point)) {
                return false;
            }
            i += Character.charCount(point);
        }
        return true;
    }

    private static boolean isPlain(int point) {
        if (point == '\n' || point == '\r' || point == '\t') {
            return true;
        }
        boolean direction = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
        return !direction && !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
    }

    private static boolean isEndless(JsonNode number) {
        if (number.isBigInteger()) {
            return number.bigIntegerValue().bitLength() > MOST_DIGITS * 4;
        }
        if (number.isBigDecimal()) {
            return Math.abs((long) number.decimalValue().scale()) > MOST_DIGITS
                    || number.decimalValue().precision() > MOST_DIGITS;
        }
        return number.isFloatingPointNumber() && !Double.isFinite(number.doubleValue());
    }

    private record Level(JsonNode node, int depth) {}
}
