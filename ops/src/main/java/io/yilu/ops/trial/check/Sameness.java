package io.yilu.ops.trial.check;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whether two pieces of JSON say the same, whatever the order of their fields and the way a number is written. */
final class Sameness {

    private static final int SHOWN = 60;

    private Sameness() {}

    static boolean same(JsonNode a, JsonNode b) {
        if (a.isMissingNode() || a.isNull() || b.isMissingNode() || b.isNull()) {
            return (a.isMissingNode() || a.isNull()) && (b.isMissingNode() || b.isNull());
        }
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        if (a.isObject() && b.isObject()) {
            Set<String> names = new HashSet<>(a.propertyNames());
            names.addAll(b.propertyNames());
            return names.stream().allMatch(name -> same(a.path(name), b.path(name)));
        }
        if (a.isArray() && b.isArray()) {
            Iterator<JsonNode> others = b.iterator();
            return a.size() == b.size() && a.valueStream().allMatch(element -> same(element, others.next()));
        }
        return a.equals(b);
    }

    /** The first difference, short. */
    static String hint(JsonNode a, JsonNode b) {
        if (a.isObject() && b.isObject()) {
            Set<String> names = new HashSet<>(a.propertyNames());
            names.addAll(b.propertyNames());
            for (String name : names) {
                if (!same(a.path(name), b.path(name))) {
                    return name + ": " + hint(a.path(name), b.path(name));
                }
            }
        }
        String text = a.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
