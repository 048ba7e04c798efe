package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Payload;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns messages into JSON and back, checked against the contract on the way in; one instance serves all threads. */
public final class PayloadCodec {

    /** The contract's mapper: ISO dates, no nulls, properties in the order of the record. */
    public JsonMapper mapper() {
        throw new UnsupportedOperationException();
    }

    public JsonNode toJson(Payload payload) {
        throw new UnsupportedOperationException();
    }

    /** UTF-8 JSON: the same payload gives the same bytes. */
    public byte[] write(Payload payload) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a payload after checking it.
     *
     * @throws io.yilu.schemas.failure.PermanentException YILU-PAYLOAD-001 with what the contract does not allow
     */
    public Payload read(PayloadType type, JsonNode json) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #read(PayloadType, JsonNode)} for a caller that knows the record. */
    public <P extends Payload> P read(Class<P> payloadClass, JsonNode json) {
        throw new UnsupportedOperationException();
    }

    /** What the contract does not allow in this payload; empty when it is good. Paths only, never values. */
    public List<String> validate(PayloadType type, JsonNode json) {
        throw new UnsupportedOperationException();
    }

    public byte[] writeEnvelope(Envelope envelope) {
        throw new UnsupportedOperationException();
    }

    /** Reads an envelope after checking it; its payload is left as it came. */
    public Envelope readEnvelope(byte[] json) {
        throw new UnsupportedOperationException();
    }
}
