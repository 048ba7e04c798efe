package io.yilu.schemas.form;

import io.yilu.schemas.contract.SoundJson;
import io.yilu.schemas.identity.CreditCode;
import io.yilu.schemas.identity.ResidentId;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A browser's flat parameters and a form's typed JSON, there and back. */
final class FormPost {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern CELL = Pattern.compile("(\\w+)\\[([0-9]{1,4})]\\.(\\w+)");
    private static final Pattern EIGHT_DIGITS = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");
    private static final Pattern DIVIDED = Pattern.compile("([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,6})?");

    private final List<FormField> fields;

    FormPost(List<FormField> fields) {
        this.fields = fields;
    }

    ObjectNode toJson(Map<String, String[]> parameters) {
        ObjectNode data = JSON.objectNode();
        for (FormField field : fields) {
            JsonNode value = field.isTable() ? rows(field, parameters) : value(field, parameters.get(field.name()));
            if (value != null) {
                data.set(field.name(), value);
            }
        }
        return data;
    }

    static Map<String, List<String>> flatten(JsonNode data) {
        Map<String, List<String>> flat = new LinkedHashMap<>();
        data.properties().forEach(entry -> flatten(entry.getKey(), entry.getValue(), flat));
        return flat;
    }

    private static void flatten(String path, JsonNode value, Map<String, List<String>> flat) {
        if (!value.isArray()) {
            flat.put(path, List.of(shown(value)));
            return;
        }
        List<String> ticks = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode row = value.get(i);
            String prefix = path + "[" + i + "].";
            if (row.isObject()) {
                row.properties().forEach(cell -> flat.put(prefix + cell.getKey(), List.of(shown(cell.getValue()))));
            } else {
                ticks.add(shown(row));
            }
        }
        if (!ticks.isEmpty()) {
            flat.put(path, List.copyOf(ticks));
        }
    }

    private static String shown(JsonNode value) {
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asString("");
    }

    private static @Nullable ArrayNode rows(FormField table, Map<String, String[]> parameters) {
        Set<String> prefixes = prefixesByRow(table, parameters);
        ArrayNode rows = JSON.arrayNode();
        for (String prefix : prefixes) {
            ObjectNode row = JSON.objectNode();
            for (FormField column : table.columns()) {
                JsonNode value = value(column, parameters.get(prefix + column.name()));
                if (value != null) {
                    row.set(column.name(), value);
                }
            }
            if (!row.isEmpty()) {
                rows.add(row);
            }
        }
        return rows.isEmpty() ? null : rows;
    }

    /** {@code members[0].}, {@code members[7].} in the order of the numbers, which may have holes. */
    private static Set<String> prefixesByRow(FormField table, Map<String, String[]> parameters) {
        TreeMap<Integer, String> prefixes = new TreeMap<>();
        for (String path : parameters.keySet()) {
            Matcher cell = CELL.matcher(path);
            if (cell.matches() && cell.group(1).equals(table.name())) {
                prefixes.put(Integer.valueOf(cell.group(2)), path.substring(0, path.indexOf('.') + 1));
            }
        }
        return new LinkedHashSet<>(prefixes.values());
    }

    private static @Nullable JsonNode value(FormField field, String @Nullable [] posted) {
        List<String> values = posted == null
                ? List.of()
                : Arrays.stream(posted)
                        .map(FormPost::clean)
                        .filter(text -> !text.isEmpty())
                        .toList();
        if (values.isEmpty()) {
            return null;
        }
        if (field.isMultiple()) {
            ArrayNode ticks = JSON.arrayNode();
            values.forEach(ticks::add);
            return ticks;
        }
        return single(field, values.get(values.size() - 1));
    }

    /** Of a tick the last parameter counts, since pages send a hidden false before the box. */
    private static JsonNode single(FormField field, String text) {
        return switch (field.widget()) {
            case "id-card" -> JSON.stringNode(ResidentId.normalise(text));
            case "credit-code" -> JSON.stringNode(CreditCode.normalise(text));
            case "phone" -> JSON.stringNode(halfWidth(text).replace(" ", ""));
            case "date" -> JSON.stringNode(date(text));
            case "number", "money" -> number(text);
            default -> field.isTick() ? tick(text) : JSON.stringNode(text);
        };
    }

    private static JsonNode tick(String text) {
        return JSON.booleanNode(List.of("true", "on", "1", "是").contains(text));
    }

    private static JsonNode number(String text) {
        String digits = halfWidth(text).replaceAll("[, 元]", "");
        if (!NUMBER.matcher(digits).matches()) {
            return JSON.stringNode(text);
        }
        BigDecimal number = new BigDecimal(digits);
        if (number.stripTrailingZeros().scale() > 0) {
            return JSON.numberNode(number);
        }
        long whole = number.longValue();
        return whole == (int) whole ? JSON.numberNode((int) whole) : JSON.numberNode(whole);
    }

    private static String date(String text) {
        String typed = halfWidth(text).replace(" ", "");
        Matcher eight = EIGHT_DIGITS.matcher(typed);
        if (eight.matches()) {
            return eight.group(1) + "-" + eight.group(2) + "-" + eight.group(3);
        }
        Matcher divided = DIVIDED.matcher(typed);
        return divided.matches()
                ? "%s-%02d-%02d"
                        .formatted(
                                divided.group(1),
                                Integer.parseInt(divided.group(2)),
                                Integer.parseInt(divided.group(3)))
                : typed;
    }

    /**
     * Line breaks as browsers send them become one; what stands around goes, and so do the invisible characters that come
     * along when a name or number is copied from elsewhere.
     */
    private static String clean(String text) {
        StringBuilder plain = new StringBuilder();
        text.replace("\r\n", "\n")
                .codePoints()
                .filter(point -> SoundJson.isPlain(Character.toString(point)))
                .forEach(plain::appendCodePoint);
        return plain.toString().strip();
    }

    private static String halfWidth(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
