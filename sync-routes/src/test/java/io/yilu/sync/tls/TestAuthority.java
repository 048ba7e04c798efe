package io.yilu.sync.tls;

import io.yilu.schemas.enrolment.CertificateCheck;
import io.yilu.schemas.enrolment.CertificateName;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that issues what a test asks for, right or wrong. */
public final class TestAuthority {

    private static final X500Principal NAME = new X500Principal("CN=Test authority");
    private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());

    private final KeyPair pair = newPair();
    private final X509Certificate certificate;

    public TestAuthority() {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder =
                builder(NAME, pair.getPublic(), now.minus(Duration.ofDays(9000)), now.plus(Duration.ofDays(9000)));
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            this.certificate = signed(builder);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** Keys of this node, good for a day. */
    public NodeKeys keysOf(NodeId node) {
        Instant now = Instant.now();
        return keysOf(node, CertificateCheck.useOf(node), now.minusSeconds(60), now.plus(Duration.ofDays(1)));
    }

    NodeKeys keysOf(NodeId node, String use, Instant from, Instant until) {
        KeyPair nodePair = newPair();
        return new Keys(nodePair.getPrivate(), issue(node, nodePair.getPublic(), use, from, until), certificate);
    }

    private X509Certificate issue(NodeId node, PublicKey key, String use, Instant from, Instant until) {
        X509v3CertificateBuilder builder = builder(new X500Principal(CertificateName.subject(node)), key, from, until);
        try {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(use))));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    true,
                    new GeneralNames(
                            new GeneralName(GeneralName.uniformResourceIdentifier, CertificateName.uri(node))));
            return signed(builder);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private X509v3CertificateBuilder builder(X500Principal subject, PublicKey key, Instant from, Instant until) {
        return new JcaX509v3CertificateBuilder(
                NAME, BigInteger.valueOf(SERIAL.incrementAndGet()), Date.from(from), Date.from(until), subject, key);
    }

    private X509Certificate signed(X509v3CertificateBuilder builder) throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            // The shortest that TLS takes: tests make many.
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What one node has. */
    record Keys(PrivateKey privateKey, X509Certificate certificate, X509Certificate authority) implements NodeKeys {

        @Override
        public Optional<Instant> validUntil() {
            return Optional.of(certificate.getNotAfter().toInstant());
        }

        @Override
        public Optional<X509Certificate> certificateOf(NodeId peer) {
            return Optional.empty();
        }
    }
}
