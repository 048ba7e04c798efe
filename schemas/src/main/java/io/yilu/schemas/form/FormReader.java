package io.yilu.schemas.form;

import io.yilu.schemas.failure.PermanentException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of a form out of its JSON Schema and refuses what a page could not show. */
final class FormReader {

    private static final Set<String> WIDGETS = Set.of(
            "text",
            "textarea",
            "date",
            "number",
            "money",
            "select",
            "radio",
            "checkbox",
            "id-card",
            "credit-code",
            "phone",
            "table");
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");

    private final String form;

    FormReader(String form) {
        this.form = form;
    }

    List<FormGroup> groups(JsonNode schema) {
        List<String> titles = texts(schema.path("x-ui").path("groups"));
        check(!titles.isEmpty(), "没有写分组（x-ui.groups）");
        List<Placed> placed = properties(schema);
        placed.forEach(
                field -> check(titles.contains(field.group()), field.name() + " 的分组“" + field.group() + "”不在分组表里"));
        List<FormGroup> groups = new ArrayList<>();
        for (String title : titles) {
            List<FormField> fields = placed.stream()
                    .filter(field -> field.group().equals(title))
                    .map(Placed::field)
                    .toList();
            groups.add(new FormGroup(title, fields));
        }
        return List.copyOf(groups);
    }

    private List<Placed> properties(JsonNode object) {
        Set<String> required = Set.copyOf(texts(object.path("required")));
        List<Placed> placed = object.path("properties").properties().stream()
                .map(entry -> new Placed(field(entry, required), ui(entry.getValue(), "group")))
                .sorted(Comparator.comparingInt(one -> one.field().order()))
                .toList();
        Set<String> names = placed.stream().map(Placed::name).collect(Collectors.toSet());
        required.forEach(name -> check(names.contains(name), "必填的字段 " + name + " 没有定义"));
        return placed;
    }

    private FormField field(Map.Entry<String, JsonNode> entry, Set<String> required) {
        String name = entry.getKey();
        JsonNode property = entry.getValue();
        String widget = ui(property, "widget");
        check(NAME.matcher(name).matches(), "字段名只能用字母和数字、以小写字母开头：" + name);
        check(!text(property, "title").isEmpty(), name + " 没有标题（title）");
        check(WIDGETS.contains(widget), name + " 的控件“" + widget + "”不认识");
        JsonNode items = property.path("items");
        boolean list = text(property, "type").equals("array");
        boolean table = widget.equals("table");
        check(!table || items.has("properties"), name + " 是表格，但没有写列");
        return new FormField(
                name,
                text(property, "title"),
                text(property, "description"),
                text(property, "type"),
                widget,
                ui(property, "unit"),
                property.path("x-ui").path("order").asInt(0),
                required.contains(name),
                property.path("const").asBoolean(false),
                texts((list ? items : property).path("enum")),
                property.has("minimum") ? property.get("minimum").decimalValue() : null,
                property.has("maximum") ? property.get("maximum").decimalValue() : null,
                number(property, "minLength"),
                number(property, "maxLength"),
                pattern(name, property),
                property.path("minItems").asInt(0),
                table ? properties(items).stream().map(Placed::field).toList() : List.of());
    }

    private @Nullable String pattern(String name, JsonNode property) {
        if (!property.has("pattern")) {
            return null;
        }
        String pattern = text(property, "pattern");
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            check(false, name + " 的格式（pattern）写错了");
        }
        return pattern;
    }

    private void check(boolean good, String reason) {
        if (!good) {
            throw new PermanentException("YILU-FORM-001", "表单 " + form + " 不能用：" + reason + "。", "请改正表单定义后重新装载。");
        }
    }

    private static String ui(JsonNode property, String key) {
        return property.path("x-ui").path(key).asString("");
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }

    private static @Nullable Integer number(JsonNode property, String key) {
        return property.has(key) ? property.get(key).asInt() : null;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private record Placed(FormField field, String group) {
        String name() {
            return field.name();
        }
    }
}
