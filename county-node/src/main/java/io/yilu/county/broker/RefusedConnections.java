package io.yilu.county.broker;

import io.yilu.schemas.enrolment.CertificateName;
import io.yilu.schemas.enrolment.CertificateRefused;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Refusals;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells the node's register of refusals whom the broker turned away, and counts by reason since the node's start. */
final class RefusedConnections {

    /** What is not a certificate's fault: no TLS 1.3, no certificate at all, a handshake that was broken off. */
    static final String HANDSHAKE = "HANDSHAKE";
    /** A site that reached for an address which is not its own. */
    static final String ADDRESS = "ADDRESS";
    /** A site that sent what no node sends. */
    static final String PACKET = "PACKET";

    private final Refusals refusals;
    private final Map<String, Long> counts = new TreeMap<>();

    RefusedConnections(Refusals refusals) {
        this.refusals = refusals;
    }

    void count(CertificateRefused refusal) {
        count(refusal.reason().name());
        refusals.refused("YILU-TRUST-004", null, "The broker refused a certificate: " + refusal.getMessage() + ".");
    }

    void countHandshake(String why) {
        count(HANDSHAKE);
        refusals.refused("YILU-TRUST-010", null, "A connection to the link port proved nothing: " + why + ".");
    }

    void countAddress(String site, String what, String address) {
        count(ADDRESS);
        refusals.refused("YILU-TRUST-011", nodeOf(site), site + " may not " + what + " at " + address + ".");
    }

    /** @param certificate by which the connection had been let in */
    void countPacket(@Nullable X509Certificate certificate, String what) {
        count(PACKET);
        NodeId site =
                certificate == null ? null : CertificateName.of(certificate).orElse(null);
        refusals.refused("YILU-BROKER-003", site, "It sent " + what + ". Its connection was ended.");
    }

    /** By reason; what was never seen is not in it. */
    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    private synchronized void count(String reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    private static @Nullable NodeId nodeOf(String site) {
        try {
            return NodeId.of(site);
        } catch (PermanentException nobody) {
            return null;
        }
    }
}
