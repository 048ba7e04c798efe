package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Payload;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The register of every message kind: its label on the wire, its lane, and the steps between its schema versions. A kind's
 * version is one more than its steps, so that no version can lack the step that leads to it.
 */
public enum PayloadType {
    CASE_ACCEPTED("case-accepted", Lane.CASE, CaseAccepted.class, CaseAcceptedSteps.TO_2),
    MATERIALS_SUPPLEMENTED("materials-supplemented", Lane.CASE, MaterialsSupplemented.class),
    CASE_DELIVERED("case-delivered", Lane.CASE, CaseDelivered.class),
    CASE_PROGRESSED("case-progressed", Lane.CONTROL, CaseProgressed.class),
    CORRECTION_REQUESTED("correction-requested", Lane.CONTROL, CorrectionRequested.class),
    CASE_DECIDED("case-decided", Lane.CONTROL, CaseDecided.class),
    CATALOGUE_RELEASED("catalogue-released", Lane.CASE, CatalogueReleased.class),
    CERTIFICATE_REQUESTED("certificate-requested", Lane.CONTROL, CertificateRequested.class),
    CERTIFICATE_ISSUED("certificate-issued", Lane.CONTROL, CertificateIssued.class),
    AUDIT_ANCHORED("audit-anchored", Lane.CASE, AuditAnchored.class),
    ACCOUNTS_KEPT("accounts-kept", Lane.CASE, AccountsKept.class);

    private static final Map<String, PayloadType> BY_LABEL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PayloadType::label, type -> type));
    private static final Map<Class<?>, PayloadType> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PayloadType::payloadClass, type -> type));

    private final String label;
    private final Lane lane;
    private final Class<? extends Payload> payloadClass;
    private final List<VersionStep> steps;

    PayloadType(String label, Lane lane, Class<? extends Payload> payloadClass, VersionStep... steps) {
        this.label = label;
        this.lane = lane;
        this.payloadClass = payloadClass;
        this.steps = List.of(steps);
    }

    /** The newest version of each kind that this release reads, by label; said in each hello. */
    public static Map<String, Integer> versions() {
        Map<String, Integer> versions = new TreeMap<>();
        for (PayloadType type : values()) {
            versions.put(type.label, type.schemaVersion());
        }
        return versions;
    }

    /** The kind with this label, or empty for one that a newer node sends. */
    public static Optional<PayloadType> labelled(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    /** The kind of this payload. */
    public static PayloadType of(Payload payload) {
        PayloadType type = BY_CLASS.get(payload.getClass());
        if (type == null) {
            throw new IllegalArgumentException("No payload type for " + payload.getClass());
        }
        return type;
    }

    public String label() {
        return label;
    }

    /** The current version. */
    public int schemaVersion() {
        return steps.size() + 1;
    }

    /** The step from this version to the next. */
    VersionStep stepFrom(int version) {
        return steps.get(version - 1);
    }

    public Lane lane() {
        return lane;
    }

    public Class<? extends Payload> payloadClass() {
        return payloadClass;
    }

    /** Class-path name of the JSON Schema of a version. */
    public String schemaResource(int version) {
        return "contract/" + label + ".v" + version + ".schema.json";
    }
}
