package io.yilu.sync;

import io.yilu.schemas.identity.NodeId;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * The key by which this node proves itself, and the certificates of those it exchanges with; always those of the moment, so
 * that a renewed certificate counts without a restart. The key is RSA: keys of bundles are wrapped to it.
 */
public interface NodeKeys {

    /** Until when this node's certificate counts; empty at a township that is not enrolled yet. */
    Optional<Instant> validUntil();

    /** Stays the same when the certificate is renewed; throws {@code YILU-TRUST-001} before enrolment. */
    PrivateKey privateKey();

    /** This node's certificate; throws {@code YILU-TRUST-001} before enrolment. */
    X509Certificate certificate();

    /** The county's authority, which issued every certificate; throws {@code YILU-TRUST-001} before enrolment. */
    X509Certificate authority();

    /** The peer's certificate in force: the county knows every enrolled site's, a township the county's. */
    Optional<X509Certificate> certificateOf(NodeId peer);
}
