package io.yilu.schemas.payload;

import io.yilu.schemas.contract.ContractMapper;
import io.yilu.schemas.contract.ContractSchema;
import io.yilu.schemas.contract.SoundJson;
import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.YiluException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns messages into JSON and back, checked against the contract both ways: what leaves wrong would only be quarantined at
 * the other end. One instance serves all threads.
 *
 * <p>A message of an older version is checked against its own schema and lifted step by step before it is bound, so that
 * nothing behind this class knows of versions (law 10). Properties that a newer node adds are let through and ignored; its
 * new required ones need a new schema version.
 */
public final class PayloadCodec {

    private static final String REFUSED = "YILU-PAYLOAD-001";
    private static final String ENVELOPE_SCHEMA = "contract/envelope.v1.schema.json";

    private final JsonMapper mapper = ContractMapper.instance();
    private final ContractSchema envelopeSchema = ContractSchema.load(ENVELOPE_SCHEMA);
    private final Map<PayloadType, List<ContractSchema>> schemas = Arrays.stream(PayloadType.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), PayloadCodec::everyVersion));
    private final Map<String, Integer> versions;

    public PayloadCodec() {
        this(PayloadType.versions());
    }

    /**
     * A codec that reads and writes no newer versions than these, and no other kinds: the contract of an earlier release.
     *
     * @param versions the newest version of each kind, by label
     */
    public PayloadCodec(Map<String, Integer> versions) {
        this.versions = Map.copyOf(versions);
    }

    private static List<ContractSchema> everyVersion(PayloadType type) {
        return IntStream.rangeClosed(1, type.schemaVersion())
                .mapToObj(version -> ContractSchema.load(type.schemaResource(version)))
                .toList();
    }

    /** The newest version of each kind that this codec reads and writes, by label. */
    public Map<String, Integer> versions() {
        return versions;
    }

    /** Whether a message of this kind and version can be applied here, as far as the contract goes. */
    public boolean canRead(String label, int version) {
        Integer newest = versions.get(label);
        return newest != null && version >= 1 && version <= newest;
    }

    /**
     * The version to write for a peer: the newest that both know, if the steps lead back that far. Otherwise this node's own,
     * which the peer keeps, unread and in its place, until it is upgraded.
     *
     * @param peer what the peer reads, by label; empty if it never said
     */
    public int versionFor(PayloadType type, Map<String, Integer> peer) {
        int own = newest(type);
        int wanted = Math.min(own, peer.getOrDefault(type.label(), own));
        boolean leadsBack = wanted >= 1
                && IntStream.range(wanted, own)
                        .allMatch(version -> type.stepFrom(version).down() != null);
        return leadsBack ? wanted : own;
    }

    /** The contract's mapper: ISO dates, nothing for null, properties in the order of the record. */
    public JsonMapper mapper() {
        return mapper;
    }

    /**
     * The payload as it travels, in this codec's version.
     *
     * @throws PermanentException YILU-PAYLOAD-002 when it breaks the contract
     */
    public JsonNode toJson(Payload payload) {
        return toJson(payload, newest(PayloadType.of(payload)));
    }

    /** The payload in an older version, see {@link #versionFor}. */
    public JsonNode toJson(Payload payload, int version) {
        PayloadType type = PayloadType.of(payload);
        ObjectNode json = mapper.valueToTree(payload);
        requireSound(type, type.schemaVersion(), json);
        for (int from = type.schemaVersion(); from > version; from--) {
            UnaryOperator<ObjectNode> down = type.stepFrom(from - 1).down();
            if (down == null) {
                throw new IllegalArgumentException(
                        "No way leads from version " + from + " of " + type.label() + " back.");
            }
            json = down.apply(json);
        }
        if (version < type.schemaVersion()) {
            requireSound(type, version, json);
        }
        return json;
    }

    private void requireSound(PayloadType type, int version, JsonNode json) {
        List<String> problems = validate(type, version, json);
        if (!problems.isEmpty()) {
            throw new PermanentException(
                    "YILU-PAYLOAD-002",
                    "A " + type.label() + " that would break the contract was not sent: " + String.join("; ", problems)
                            + ".",
                    "Correct what was entered; if the page let it through, report this to IT.");
        }
    }

    /** {@link #toJson(Payload)} as UTF-8: the same payload gives the same bytes. */
    public byte[] write(Payload payload) {
        return mapper.writeValueAsBytes(toJson(payload));
    }

    /**
     * Reads a payload of any version so far: checks it against the schema of its version, lifts it, binds it.
     *
     * @throws PermanentException YILU-PAYLOAD-001 with what the contract does not allow
     */
    public Payload read(PayloadType type, int version, JsonNode json) {
        refuse(type.label(), validate(type, version, json));
        return bind(type.label(), lifted(type, version, json), type.payloadClass());
    }

    /** As {@link #read(PayloadType, int, JsonNode)} for a caller that knows the record. */
    public <P extends Payload> P read(Class<P> payloadClass, int version, JsonNode json) {
        PayloadType type = Arrays.stream(PayloadType.values())
                .filter(known -> known.payloadClass().equals(payloadClass))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No payload type for " + payloadClass));
        return payloadClass.cast(read(type, version, json));
    }

    private JsonNode lifted(PayloadType type, int version, JsonNode json) {
        if (version == type.schemaVersion()) {
            return json;
        }
        ObjectNode lifted = (ObjectNode) json.deepCopy();
        for (int from = version; from < type.schemaVersion(); from++) {
            lifted = type.stepFrom(from).up().apply(lifted);
        }
        refuse(type.label(), validate(type, type.schemaVersion(), lifted));
        return lifted;
    }

    /** What the contract does not allow in this payload; empty when it is good. Places and rules only, never values. */
    public List<String> validate(PayloadType type, int version, JsonNode json) {
        Optional<String> unsound = SoundJson.problem(json);
        if (unsound.isPresent()) {
            return List.of("/: " + unsound.get());
        }
        List<ContractSchema> known = Objects.requireNonNull(schemas.get(type));
        if (version < 1 || version > known.size()) {
            return List.of("schemaVersion: unknown " + version);
        }
        return known.get(version - 1).problems(json);
    }

    private int newest(PayloadType type) {
        return versions.getOrDefault(type.label(), type.schemaVersion());
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
