package io.yilu.schemas.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A form's JSON Schema read for pages: groups and fields in the order in which they are shown. */
public final class FormSchema {

    private final String name;
    private final JsonNode schema;

    private FormSchema(String name, JsonNode schema) {
        this.name = name;
        this.schema = schema;
    }

    public static FormSchema parse(String name, JsonNode schema) {
        return new FormSchema(name, schema);
    }

    public String name() {
        return name;
    }

    public String title() {
        return schema.path("title").asString("");
    }

    /** The JSON Schema itself, for the HTTP API and the validator. */
    public JsonNode schema() {
        return schema;
    }

    public List<FormGroup> groups() {
        throw new UnsupportedOperationException();
    }

    /** The field with this name, at the top level. */
    public Optional<FormField> field(String fieldName) {
        throw new UnsupportedOperationException();
    }

    /**
     * What a browser posted, as typed JSON: blanks dropped, ids and numbers put right, rows of tables in order
     * ({@code members[0].name}); a parameter that is no field of the form is left out.
     */
    public JsonNode coerce(Map<String, String[]> parameters) {
        throw new UnsupportedOperationException();
    }

    /** The opposite of {@link #coerce}: {@code members[0].name} → values, for showing a form again. */
    public Map<String, List<String>> flatten(JsonNode data) {
        throw new UnsupportedOperationException();
    }
}
