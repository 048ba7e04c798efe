package io.yilu.county.trust;

import io.yilu.node.keys.KeyFiles;
import io.yilu.node.keys.KeyRing;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The county node's own key and certificate, and those that its sites have now. */
final class CountyKeys implements NodeKeys {

    private final KeyFiles files;
    private final Authority authority;
    private final CertificateBook book;
    private final Duration validity;
    private volatile KeyRing ring;

    CountyKeys(KeyFiles files, Authority authority, CertificateBook book, Duration validity) {
        this.files = files;
        this.authority = authority;
        this.book = book;
        this.validity = validity;
        this.ring = files.load().orElseGet(this::first);
        requireOneAuthority();
    }

    private KeyRing first() {
        KeyPair pair = KeyRing.newKey();
        X509Certificate own = authority.issue(NodeId.COUNTY, pair.getPublic(), validity);
        KeyRing made = new KeyRing(pair.getPrivate(), own, authority.certificate(), own);
        files.store(made);
        return made;
    }

    /** With another authority every site would be locked out without a word. */
    private void requireOneAuthority() {
        if (!ring.authority().equals(authority.certificate())) {
            throw new PermanentException(
                    "YILU-TRUST-003",
                    "keys/authority.pem is not the authority that issued the county's certificate in keys/link.pem.",
                    "Restore the whole folder keys/ from one backup. Without the old authority every site must enrol anew:"
                            + " then delete keys/link.pem as well.");
        }
    }

    /** A new certificate for the same key; connections that stand go on with the one before. */
    synchronized X509Certificate renew() {
        X509Certificate renewed = authority.issue(NodeId.COUNTY, ring.own().getPublicKey(), validity);
        KeyRing next = ring.with(renewed, renewed);
        files.store(next);
        ring = next;
        return renewed;
    }

    @Override
    public Optional<Instant> validUntil() {
        return Optional.of(ring.own().getNotAfter().toInstant());
    }

    @Override
    public PrivateKey privateKey() {
        return ring.key();
    }

    @Override
    public X509Certificate certificate() {
        return ring.own();
    }

    @Override
    public X509Certificate authority() {
        return ring.authority();
    }

    @Override
    public Optional<X509Certificate> certificateOf(NodeId peer) {
        return peer.isCounty() ? Optional.of(ring.own()) : book.inForce(peer);
    }
}
