package io.yilu.township.enrolment;

import io.yilu.node.keys.KeyFiles;
import io.yilu.node.keys.KeyRing;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This township's key and certificates; none before it is enrolled, and then all of them at once. */
final class TownshipKeys implements NodeKeys {

    private static final Logger log = LoggerFactory.getLogger(TownshipKeys.class);

    private final KeyFiles files;
    private volatile @Nullable KeyRing ring;

    TownshipKeys(KeyFiles files) {
        this.files = files;
        this.ring = readable(files);
    }

    /** A broken file must not keep clerks from accepting: the site counts as not enrolled until somebody enrols it again. */
    private static @Nullable KeyRing readable(KeyFiles files) {
        try {
            return files.load().orElse(null);
        } catch (PermanentException broken) {
            log.error("{} Until then this site counts as not enrolled.", broken.getMessage());
            return null;
        }
    }

    Optional<KeyRing> ring() {
        return Optional.ofNullable(ring);
    }

    /** Keeps these from now on. */
    void take(KeyRing next) {
        files.store(next);
        ring = next;
    }

    @Override
    public Optional<Instant> validUntil() {
        return ring().map(held -> held.own().getNotAfter().toInstant());
    }

    @Override
    public PrivateKey privateKey() {
        return required().key();
    }

    @Override
    public X509Certificate certificate() {
        return required().own();
    }

    @Override
    public X509Certificate authority() {
        return required().authority();
    }

    @Override
    public Optional<X509Certificate> certificateOf(NodeId peer) {
        return peer.isCounty() ? ring().map(KeyRing::county) : Optional.empty();
    }

    private KeyRing required() {
        return ring().orElseThrow(() -> new PermanentException(
                "YILU-TRUST-001",
                "This site is not enrolled. Cases are accepted and kept.",
                "Enter the county's code on the page 入网."));
    }
}
