package io.yilu.sync.bundle;

import io.yilu.schemas.enrolment.CertificateName;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A county authority with real certificates, and the keys of each node that it enrolled. */
final class TestAuthority {

    private final KeyPair root = newKey();
    private final X509Certificate certificate;
    private final Map<NodeId, KeyPair> keys = new HashMap<>();
    private final Map<NodeId, X509Certificate> certificates = new HashMap<>();

    TestAuthority(Instant from) {
        certificate = issue(NodeId.COUNTY, root, from, from.plus(3650, ChronoUnit.DAYS));
    }

    void enrol(NodeId node, Instant from, Instant until) {
        KeyPair key = keys.computeIfAbsent(node, any -> newKey());
        certificates.put(node, issue(node, key, from, until));
    }

    /** A new machine: a new key. */
    void enrolAnew(NodeId node, Instant from, Instant until) {
        keys.remove(node);
        enrol(node, from, until);
    }

    /** A certificate of the node's own key, issued by somebody else. */
    void forgeCertificate(NodeId node, Instant from, Instant until) {
        KeyPair key = Objects.requireNonNull(keys.get(node));
        certificates.put(node, issue(node, key, newKey(), from, until));
    }

    /** The others know this certificate of the node and no newer one. */
    void holdAgainst(NodeId node, X509Certificate known) {
        certificates.put(node, known);
    }

    void revoke(NodeId node) {
        certificates.remove(node);
    }

    NodeKeys of(NodeId node) {
        return new NodeKeys() {
            @Override
            public Optional<Instant> validUntil() {
                return Optional.of(certificate().getNotAfter().toInstant());
            }

            @Override
            public PrivateKey privateKey() {
                return Objects.requireNonNull(keys.get(node)).getPrivate();
            }

            @Override
            public X509Certificate certificate() {
                return Objects.requireNonNull(certificates.get(node));
            }

            @Override
            public X509Certificate authority() {
                return certificate;
            }

            @Override
            public Optional<X509Certificate> certificateOf(NodeId peer) {
                return Optional.ofNullable(certificates.get(peer));
            }
        };
    }

    private X509Certificate issue(NodeId node, KeyPair key, Instant from, Instant until) {
        return issue(node, key, root, from, until);
    }

    private X509Certificate issue(NodeId node, KeyPair key, KeyPair root, Instant from, Instant until) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Principal("CN=test authority,O=Yilu"),
                    BigInteger.valueOf(certificates.size() + 2L),
                    Date.from(from),
                    Date.from(until),
                    new X500Principal(CertificateName.subject(node)),
                    key.getPublic());
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            new GeneralName(GeneralName.uniformResourceIdentifier, CertificateName.uri(node))));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(root.getPrivate())));
        } catch (OperatorCreationException | CertIOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            // The nodes' keys are longer; the format does not depend on it, and the tests make many.
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
