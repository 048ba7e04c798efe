package io.yilu.schemas.payload;

import io.yilu.schemas.contract.ContractMapper;
import io.yilu.schemas.contract.ContractSchema;
import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.YiluException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns messages into JSON and back, checked against the contract both ways: what leaves wrong would only be quarantined at
 * the other end. One instance serves all threads.
 *
 * <p>Properties that a newer node adds are let through and ignored; its new required ones need a new schema version.
 */
public final class PayloadCodec {

    private static final String REFUSED = "YILU-PAYLOAD-001";
    private static final String ENVELOPE_SCHEMA = "contract/envelope.v1.schema.json";

    private final JsonMapper mapper = ContractMapper.instance();
    private final ContractSchema envelopeSchema = ContractSchema.load(ENVELOPE_SCHEMA);
    private final Map<PayloadType, ContractSchema> schemas = Arrays.stream(PayloadType.values())
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(), type -> ContractSchema.load(type.schemaResource())));

    /** The contract's mapper: ISO dates, nothing for null, properties in the order of the record. */
    public JsonMapper mapper() {
        return mapper;
    }

    /**
     * The payload as it travels.
     *
     * @throws PermanentException YILU-PAYLOAD-002 when it breaks the contract
     */
    public JsonNode toJson(Payload payload) {
        PayloadType type = PayloadType.of(payload);
        JsonNode json = mapper.valueToTree(payload);
        List<String> problems = validate(type, json);
        if (!problems.isEmpty()) {
            throw new PermanentException(
                    "YILU-PAYLOAD-002",
                    "A " + type.label() + " that would break the contract was not sent: " + String.join("; ", problems)
                            + ".",
                    "Correct what was entered; if the page let it through, report this to IT.");
        }
        return json;
    }

    /** {@link #toJson} as UTF-8: the same payload gives the same bytes. */
    public byte[] write(Payload payload) {
        return mapper.writeValueAsBytes(toJson(payload));
    }

    /**
     * Reads a payload after checking it.
     *
     * @throws PermanentException YILU-PAYLOAD-001 with what the contract does not allow
     */
    public Payload read(PayloadType type, JsonNode json) {
        refuse(type.label(), validate(type, json));
        return bind(type.label(), json, type.payloadClass());
    }

    /** As {@link #read(PayloadType, JsonNode)} for a caller that knows the record. */
    public <P extends Payload> P read(Class<P> payloadClass, JsonNode json) {
        PayloadType type = Arrays.stream(PayloadType.values())
                .filter(known -> known.payloadClass().equals(payloadClass))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No payload type for " + payloadClass));
        return payloadClass.cast(read(type, json));
    }

    /** What the contract does not allow in this payload; empty when it is good. Places and rules only, never values. */
    public List<String> validate(PayloadType type, JsonNode json) {
        return schema(type).problems(json);
    }

    /** The envelope as UTF-8 JSON. */
    public byte[] writeEnvelope(Envelope envelope) {
        return mapper.writeValueAsBytes(envelope);
    }

    /**
     * Reads an envelope after checking it; the payload inside is left as it came, known or not.
     *
     * @throws PermanentException YILU-PAYLOAD-001 when it is no JSON or no envelope
     */
    public Envelope readEnvelope(byte[] bytes) {
        JsonNode json;
        try {
            json = mapper.readTree(bytes);
        } catch (JacksonException notJson) {
            throw refused("envelope", "no JSON");
        }
        refuse("envelope", envelopeSchema.problems(json));
        return bind("envelope", json, Envelope.class);
    }

    private ContractSchema schema(PayloadType type) {
        ContractSchema schema = schemas.get(type);
        if (schema == null) {
            throw new IllegalStateException("No schema was loaded for " + type);
        }
        return schema;
    }

    private <T> T bind(String label, JsonNode json, Class<T> type) {
        try {
            return mapper.treeToValue(json, type);
        } catch (JacksonException unreadable) {
            Throwable cause = unreadable.getCause();
            String reason = cause instanceof YiluException failure
                    ? failure.what()
                    : "cannot be read at " + unreadable.getPathReference();
            throw refused(label, reason);
        }
    }

    private static void refuse(String label, List<String> problems) {
        if (!problems.isEmpty()) {
            throw refused(label, String.join("; ", problems));
        }
    }

    private static PermanentException refused(String label, String reason) {
        return new PermanentException(
                REFUSED,
                "The content of a " + label + " message does not meet the contract: " + reason + ".",
                "The sending node must be mended or brought to the same version; the message can be sent again then.");
    }
}
