package io.yilu.sync.engine;

import io.yilu.schemas.contract.SoundJson;
import io.yilu.schemas.failure.PermanentException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content of a held message for a person's eyes. Which values are personal cannot be told of a message that broke its
 * contract, so masking keeps what certainly is not and hides every other value.
 */
final class ContentView {

    private static final Logger log = LoggerFactory.getLogger(ContentView.class);
    private static final String MASK = "***";
    /** Case numbers, hashes and moments: what a repair is looked up by. */
    private static final Pattern SHOWN =
            Pattern.compile("[0-9]{9}-[0-9]{8}-[0-9]{4}-[0-9]|[0-9a-f]{64}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}Z");

    private ContentView() {}

    static @Nullable String masked(Supplier<IncomingMessage> content) {
        JsonNode tree = tree(content);
        return tree == null ? null : text(mask(tree));
    }

    static @Nullable String full(Supplier<IncomingMessage> content) {
        JsonNode tree = tree(content);
        return tree == null ? null : text(tree);
    }

    /**
     * Reads what a person wrote.
     *
     * @throws PermanentException YILU-REPAIR-004 if it is no JSON object or would hide something
     */
    static JsonNode read(String json) {
        JsonNode tree;
        try {
            tree = FrameCodec.tree(json.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException notJson) {
            throw unreadable("it is no JSON");
        }
        if (tree == null || !tree.isObject()) {
            throw unreadable("it is no JSON object");
        }
        SoundJson.problem(tree).ifPresent(problem -> {
            throw unreadable(problem);
        });
        return tree;
    }

    private static PermanentException unreadable(String why) {
        return new PermanentException(
                "YILU-REPAIR-004",
                "The content cannot be read: " + why + ".",
                "Correct the content; the message is as it was.");
    }

    /** Null if the stored bytes are spoilt: then the row can still be seen, discarded or asked for again. */
    private static @Nullable JsonNode tree(Supplier<IncomingMessage> content) {
        try {
            return FrameCodec.tree(content.get().payload());
        } catch (RuntimeException spoilt) {
            log.warn("The content of a held message cannot be read: {}", FailureWords.of(spoilt));
            return null;
        }
    }

    private static String text(JsonNode tree) {
        return new String(FrameCodec.bytes(tree), StandardCharsets.UTF_8);
    }

    private static JsonNode mask(JsonNode node) {
        if (node.isObject()) {
            ObjectNode masked = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> masked.set(entry.getKey(), mask(entry.getValue())));
            return masked;
        }
        if (node.isArray()) {
            ArrayNode masked = JsonNodeFactory.instance.arrayNode();
            node.values().forEach(value -> masked.add(mask(value)));
            return masked;
        }
        boolean isShown = node.isNull()
                || node.isBoolean()
                || node.isString() && SHOWN.matcher(node.asString()).matches();
        return isShown ? node : JsonNodeFactory.instance.stringNode(MASK);
    }
}
