package io.yilu.desk.trial;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** The keys of a site that is not enrolled: it dials nobody. */
final class Unenrolled implements NodeKeys {

    @Override
    public Optional<Instant> validUntil() {
        return Optional.empty();
    }

    @Override
    public PrivateKey privateKey() {
        throw none();
    }

    @Override
    public X509Certificate certificate() {
        throw none();
    }

    @Override
    public X509Certificate authority() {
        throw none();
    }

    @Override
    public Optional<X509Certificate> certificateOf(NodeId peer) {
        return Optional.empty();
    }

    private static PermanentException none() {
        return new PermanentException("YILU-TRUST-001", "This site is not enrolled.", "Enrol it.");
    }
}
