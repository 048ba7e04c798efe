package io.yilu.schemas.form;

import io.yilu.schemas.contract.ContractSchema;
import io.yilu.schemas.failure.PermanentException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A form's JSON Schema read for pages: groups and fields in the order in which they are shown. */
public final class FormSchema {

    private final String name;
    private final JsonNode schema;
    private final List<FormGroup> groups;
    private final List<FormField> fields;
    private final ContractSchema rules;

    private FormSchema(String name, JsonNode schema) {
        this.name = name;
        this.schema = schema;
        this.groups = new FormReader(name).groups(schema);
        this.fields = groups.stream().flatMap(group -> group.fields().stream()).toList();
        this.rules = ContractSchema.of(schema);
    }

    /**
     * Reads a form.
     *
     * @throws PermanentException YILU-FORM-001 when a page could not show it: a field without title, group or known widget
     */
    public static FormSchema parse(String name, JsonNode schema) {
        return new FormSchema(name, schema);
    }

    public String name() {
        return name;
    }

    public String title() {
        return schema.path("title").asString("");
    }

    /** One line on what the form is for; may be empty. */
    public String hint() {
        return schema.path("description").asString("");
    }

    /** The JSON Schema itself, for the HTTP API. */
    public JsonNode schema() {
        return schema;
    }

    /** What a page shows, group by group. */
    public List<FormGroup> groups() {
        return groups;
    }

    /** All fields of the top level in the order of the page. */
    public List<FormField> fields() {
        return fields;
    }

    /** The field with this name, at the top level. */
    public Optional<FormField> field(String fieldName) {
        return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
    }

    /**
     * What a browser posted, as typed JSON: blanks dropped, ids and numbers put right, rows of tables in order
     * ({@code members[0].name}) with empty ones left out; a parameter that is no field of the form is left out. A number
     * that is none stays text, for {@link FormValidator} to name.
     */
    public ObjectNode coerce(Map<String, String[]> parameters) {
        return new FormPost(fields).toJson(parameters);
    }

    /** The opposite of {@link #coerce}: {@code members[0].name} → values, for showing a form again. */
    public Map<String, List<String>> flatten(JsonNode data) {
        return FormPost.flatten(data);
    }

    ContractSchema rules() {
        return rules;
    }
}
