package io.yilu.county.trust;

import io.yilu.node.identity.DataDirectory;
import io.yilu.node.keys.KeyRing;
import io.yilu.node.keys.Pem;
import io.yilu.schemas.enrolment.CertificateCheck;
import io.yilu.schemas.enrolment.CertificateName;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.NodeId;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The county's certificate authority: made once, kept in {@code keys/authority.pem}, and the root of all trust on the link. */
public final class Authority {

    private static final String FILE = "authority.pem";
    private static final Duration VALIDITY = Duration.ofDays(20 * 365L);
    /** So that a site whose clock is behind takes its new certificate at once. */
    private static final Duration EARLIER = Duration.ofHours(1);

    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Clock clock;

    private Authority(PrivateKey key, X509Certificate certificate, Clock clock) {
        this.key = key;
        this.certificate = certificate;
        this.clock = clock;
    }

    /** The authority of this data directory, made at the first start. */
    static Authority open(DataDirectory directory, Clock clock) {
        String pem = directory.secretText(FILE, () -> create(clock).pem());
        return new Authority(Pem.privateKey(pem), Pem.certificate(pem), clock);
    }

    /** A new one that is kept nowhere. */
    public static Authority create(Clock clock) {
        KeyPair pair = KeyRing.newKey();
        X500Principal name = new X500Principal("CN=Yilu county authority,O=Yilu");
        Instant now = clock.instant();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                newSerial(),
                Date.from(now.minus(EARLIER)),
                Date.from(now.plus(VALIDITY)),
                name,
                pair.getPublic());
        try {
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(pair.getPublic()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The authority's certificate cannot be made.", e);
        }
        return new Authority(pair.getPrivate(), signed(builder, pair.getPrivate()), clock);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A certificate for this node and key, counting from now; throws {@code YILU-TRUST-006} when the date is impossible. */
    public X509Certificate issue(NodeId node, PublicKey nodeKey, Duration validity) {
        Instant now = clock.instant();
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            throw new TransientException(
                    "YILU-TRUST-006",
                    "The county's clock says " + now + ", before its own authority was made. No certificate is issued.",
                    "Set the county server's clock right.");
        }
        Instant last = certificate.getNotAfter().toInstant();
        Instant until = now.plus(validity).isAfter(last) ? last : now.plus(validity);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                certificate.getSubjectX500Principal(),
                newSerial(),
                Date.from(now.minus(EARLIER)),
                Date.from(until),
                new X500Principal(CertificateName.subject(node)),
                nodeKey);
        try {
            addExtensions(builder, node, nodeKey);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The certificate of " + node + " cannot be made.", e);
        }
        return signed(builder, key);
    }

    /** When the authority gave it, by the clock that it had then and to the second. */
    static Instant issuedAt(X509Certificate certificate) {
        return certificate.getNotBefore().toInstant().plus(EARLIER);
    }

    private void addExtensions(X509v3CertificateBuilder builder, NodeId node, PublicKey nodeKey)
            throws IOException, GeneralSecurityException {
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        // Signs the handshake and bundles; takes the wrapped keys of bundles.
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(CertificateCheck.useOf(node)))));
        builder.addExtension(
                Extension.subjectAlternativeName,
                true,
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, CertificateName.uri(node))));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(certificate));
        builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(nodeKey));
    }

    private String pem() {
        return Pem.of(key) + Pem.of(certificate);
    }

    private static BigInteger newSerial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("A certificate cannot be signed.", e);
        }
    }
}
