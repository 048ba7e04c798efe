package io.yilu.node.keys;

import io.yilu.schemas.failure.PermanentException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keys and certificates as text, the way every other program writes them (RFC 7468). */
public final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s+([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    public static String of(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate cannot be encoded.", e);
        }
    }

    public static String of(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    static String block(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(bytes) + "\n-----END " + label + "-----\n";
    }

    /** The one certificate in this text; throws {@code YILU-TRUST-002}. */
    public static X509Certificate certificate(String text) {
        List<byte[]> found = blocks("CERTIFICATE", text);
        if (found.size() != 1) {
            throw unreadable("there are " + found.size() + " certificates where one should be", null);
        }
        return certificate(found.get(0));
    }

    static List<X509Certificate> certificates(String text) {
        return blocks("CERTIFICATE", text).stream().map(Pem::certificate).toList();
    }

    /** The one PKCS#8 key in this text; throws {@code YILU-TRUST-002}. */
    public static PrivateKey privateKey(String text) {
        List<byte[]> found = blocks("PRIVATE KEY", text);
        if (found.size() != 1) {
            throw unreadable("there are " + found.size() + " private keys where one should be", null);
        }
        return rsaKey(found.get(0));
    }

    /** Reads a PKCS#8 RSA key. */
    public static PrivateKey rsaKey(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw unreadable("the private key cannot be read", e);
        }
    }

    static PublicKey rsaPublicKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw unreadable("the public key cannot be read", e);
        }
    }

    static List<byte[]> blocks(String label, String text) {
        List<byte[]> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(1).equals(label)) {
                found.add(Base64.getMimeDecoder().decode(blocks.group(2).getBytes(StandardCharsets.US_ASCII)));
            }
        }
        return found;
    }

    private static X509Certificate certificate(byte[] bytes) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (GeneralSecurityException e) {
            throw unreadable("a certificate cannot be read", e);
        }
    }

    private static PermanentException unreadable(String why, @Nullable Exception cause) {
        PermanentException failure = new PermanentException(
                "YILU-TRUST-002",
                "A key or certificate cannot be used: " + why + ".",
                "If it is a file below keys/, restore it from the backup or enrol the site again.");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }
}
