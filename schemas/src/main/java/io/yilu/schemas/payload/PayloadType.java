package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Payload;
import java.util.Arrays;
import java.util.Optional;

/** The register of every message kind: its label on the wire, its current schema version, its lane. */
public enum PayloadType {
    CASE_ACCEPTED("case-accepted", 1, Lane.CASE, CaseAccepted.class),
    MATERIALS_SUPPLEMENTED("materials-supplemented", 1, Lane.CASE, MaterialsSupplemented.class),
    CASE_DELIVERED("case-delivered", 1, Lane.CASE, CaseDelivered.class),
    CASE_PROGRESSED("case-progressed", 1, Lane.CONTROL, CaseProgressed.class),
    CORRECTION_REQUESTED("correction-requested", 1, Lane.CONTROL, CorrectionRequested.class),
    CASE_DECIDED("case-decided", 1, Lane.CONTROL, CaseDecided.class),
    CATALOGUE_RELEASED("catalogue-released", 1, Lane.CASE, CatalogueReleased.class);

    private final String label;
    private final int schemaVersion;
    private final Lane lane;
    private final Class<? extends Payload> payloadClass;

    PayloadType(String label, int schemaVersion, Lane lane, Class<? extends Payload> payloadClass) {
        this.label = label;
        this.schemaVersion = schemaVersion;
        this.lane = lane;
        this.payloadClass = payloadClass;
    }

    /** The kind with this label, or empty for one that a newer node sends. */
    public static Optional<PayloadType> labelled(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }

    /** The kind of this payload. */
    public static PayloadType of(Payload payload) {
        return Arrays.stream(values())
                .filter(type -> type.payloadClass.isInstance(payload))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No payload type for " + payload.getClass()));
    }

    public String label() {
        return label;
    }

    public int schemaVersion() {
        return schemaVersion;
    }

    public Lane lane() {
        return lane;
    }

    public Class<? extends Payload> payloadClass() {
        return payloadClass;
    }

    /** Class-path name of the JSON Schema of the current version. */
    public String schemaResource() {
        return "contract/" + label + ".v" + schemaVersion + ".schema.json";
    }
}
