package io.yilu.schemas.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A JSON Schema (2020-12) ready to check documents; thread-safe. */
public final class ContractSchema {

    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(true)
            .locale(Locale.ROOT)
            .build();
    private static final int MOST_SHOWN = 20;

    private final Schema schema;

    private ContractSchema(JsonNode schema) {
        this.schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(CONFIG))
                .getSchema(schema);
        this.schema.initializeValidators();
    }

    public static ContractSchema of(JsonNode schema) {
        return new ContractSchema(schema);
    }

    /** A schema of the class path, such as contract/case-accepted.v1.schema.json. */
    public static ContractSchema load(String resource) {
        try (InputStream stream = ContractSchema.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The build lacks " + resource);
            }
            return new ContractSchema(ContractMapper.instance().readTree(stream.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Everything that the schema refuses, as the validator tells it. */
    public List<Error> errors(JsonNode document) {
        return schema.validate(document);
    }

    /**
     * What the schema refuses: the place and the keyword with its argument, for logs and quarantine. Never a value, since
     * payloads hold personal data.
     */
    public List<String> problems(JsonNode document) {
        return errors(document).stream()
                .limit(MOST_SHOWN)
                .map(ContractSchema::describe)
                .toList();
    }

    private static String describe(Error error) {
        String place = error.getInstanceLocation().toString();
        String property = error.getProperty() == null ? "" : " " + error.getProperty();
        String rule = error.getSchemaNode() == null || error.getSchemaNode().isContainer()
                ? ""
                : " " + error.getSchemaNode().asString("");
        return (place.isEmpty() ? "/" : place) + ": " + error.getKeyword() + property + rule;
    }
}
