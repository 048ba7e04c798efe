package io.yilu.node.pages;

import io.yilu.schemas.form.FieldProblem;
import io.yilu.schemas.form.FormField;
import io.yilu.schemas.form.FormSchema;
import io.yilu.schemas.identity.Masking;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A form with what is filled in and what is wrong with it, as {@code form.html} shows it: to be filled in
 * ({@code ~{form :: fields(${view})}}) or to be read ({@code ~{form :: reading(${view})}}).
 */
public final class FormView {

    private static final Pattern ROW = Pattern.compile("\\[([0-9]{1,4})]");

    private final FormSchema schema;
    private final Map<String, List<String>> values;
    private final List<FieldProblem> problems;
    private final Set<String> known;
    private final boolean masked;

    private FormView(
            FormSchema schema,
            Map<String, List<String>> values,
            List<FieldProblem> problems,
            Set<String> known,
            boolean masked) {
        this.schema = schema;
        this.values = Map.copyOf(values);
        this.problems = List.copyOf(problems);
        this.known = Set.copyOf(known);
        this.masked = masked;
    }

    /** A form to be filled in. */
    public static FormView of(FormSchema schema, JsonNode data) {
        return new FormView(schema, schema.flatten(data), List.of(), Set.of(), false);
    }

    /** The same with what is wrong, from {@code FormValidator}. */
    public FormView with(List<FieldProblem> found) {
        return new FormView(schema, values, found, known, masked);
    }

    /** The same with these fields marked as filled in from what the node knew already. */
    public FormView knowing(Set<String> fields) {
        return new FormView(schema, values, problems, fields, masked);
    }

    /** The same with ids, accounts and phones masked, for screens that others see. */
    public FormView masked() {
        return new FormView(schema, values, problems, known, true);
    }

    public FormSchema schema() {
        return schema;
    }

    public List<FieldProblem> problems() {
        return problems;
    }

    /** The one value of a field, "" when there is none. */
    public String value(String path) {
        List<String> all = values.getOrDefault(path, List.of());
        return all.isEmpty() ? "" : all.get(0);
    }

    public boolean isChosen(String path, String option) {
        return values.getOrDefault(path, List.of()).contains(option);
    }

    public boolean isKnown(String path) {
        return known.contains(path) && !value(path).isEmpty();
    }

    /** What is wrong with a field, null when nothing is. */
    public @Nullable String problem(String path) {
        return problems.stream()
                .filter(problem -> problem.path().equals(path))
                .map(FieldProblem::message)
                .findFirst()
                .orElse(null);
    }

    /** The element to which an entry of the list of problems jumps. */
    public static String idOf(String path) {
        return "f-" + path.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
    }

    public String id(String path) {
        return idOf(path);
    }

    /** Numbers of a table's rows; one to begin with where none is filled in and the form is to be filled in. */
    public List<Integer> rows(FormField table) {
        int filled = filledRows(table);
        int shown = Math.max(filled, Math.max(1, table.minItems()));
        return Stream.iterate(0, row -> row + 1).limit(shown).toList();
    }

    public List<Integer> readRows(FormField table) {
        return Stream.iterate(0, row -> row + 1).limit(filledRows(table)).toList();
    }

    private int filledRows(FormField table) {
        String start = table.name() + "[";
        return values.keySet().stream()
                .filter(path -> path.startsWith(start))
                .map(path -> ROW.matcher(path.substring(table.name().length())))
                .filter(Matcher::lookingAt)
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)) + 1)
                .max()
                .orElse(0);
    }

    /** A field as it is read: units, ticks, capitals of money, ids in groups, masked where this view is. */
    public String text(FormField field, String path) {
        List<String> all = values.getOrDefault(path, List.of());
        if (all.isEmpty() || all.get(0).isBlank()) {
            return "—";
        }
        if (field.isTick()) {
            return Boolean.parseBoolean(all.get(0)) ? "是" : "否";
        }
        if (field.isMultiple()) {
            return String.join("、", all);
        }
        String value = all.get(0);
        return switch (field.widget()) {
            case "id-card" -> masked ? Masking.idNumber(value) : inFours(value);
            case "credit-code" -> inFours(value);
            case "phone" -> masked ? Masking.phone(value) : value;
            case "money" -> value + " " + field.unit() + capitals(value, field.unit());
            default -> field.unit().isEmpty() ? value : value + " " + field.unit();
        };
    }

    private static String inFours(String value) {
        return value.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private static String capitals(String value, String unit) {
        try {
            BigDecimal amount = new BigDecimal(value);
            if (unit.startsWith("万元")) {
                amount = amount.movePointRight(4);
            }
            return "（" + MoneyCapitals.of(amount) + "）";
        } catch (NumberFormatException e) {
            return "";
        }
    }
}
