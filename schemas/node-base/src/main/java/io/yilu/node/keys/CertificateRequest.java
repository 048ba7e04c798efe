package io.yilu.node.keys;

import io.yilu.schemas.enrolment.CertificateName;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * Asks for a certificate (PKCS#10) and reads such a question. Only its key counts: which name the certificate gets is decided
 * by who asks, never by what stands in the question.
 */
public final class CertificateRequest {

    private static final int FEWEST_BITS = 3072;
    private static final int MOST_BITS = 8192;

    private CertificateRequest() {}

    /** A question for this node's certificate, signed with its key. */
    public static String of(NodeId node, KeyPair pair) {
        try {
            PKCS10CertificationRequest request = new JcaPKCS10CertificationRequestBuilder(
                            new X500Principal(CertificateName.subject(node)), pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()));
            return Pem.block("CERTIFICATE REQUEST", request.getEncoded());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("A certificate request cannot be signed.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key for which a certificate is asked, once it is shown that who asks has it. Throws {@code YILU-ENROL-003}. */
    public static PublicKey keyOf(String pem) {
        List<byte[]> blocks = Pem.blocks("CERTIFICATE REQUEST", pem);
        if (blocks.size() != 1) {
            throw refused("it holds " + blocks.size() + " requests");
        }
        try {
            JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(blocks.get(0));
            PublicKey key = request.getPublicKey();
            if (!(key instanceof RSAPublicKey rsa)
                    || rsa.getModulus().bitLength() < FEWEST_BITS
                    || rsa.getModulus().bitLength() > MOST_BITS) {
                throw refused("its key is no RSA key of " + FEWEST_BITS + " to " + MOST_BITS + " bits");
            }
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw refused("it is not signed with its own key");
            }
            return key;
        } catch (IOException
                | java.security.GeneralSecurityException
                | PKCSException
                | OperatorCreationException
                | IllegalArgumentException unreadable) {
            PermanentException failure = refused("it cannot be read");
            failure.initCause(unreadable);
            throw failure;
        }
    }

    private static PermanentException refused(String why) {
        return new PermanentException(
                "YILU-ENROL-003",
                "A certificate request was refused: " + why + ".",
                "The township's program makes it; bring both nodes to the same version, or look who else asks.");
    }
}
