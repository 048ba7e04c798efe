package io.yilu.node.papers;

import io.yilu.node.identity.DataDirectory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The addresses in QR codes: where to ask, and a signature, so that nobody finds other people's cases by counting.
 *
 * <p>They hold no personal data. The key is this node's own: another node cannot check them.
 */
public class PaperAddresses {

    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 10;

    private final SecretKeySpec key;
    private final String address;

    PaperAddresses(DataDirectory directory, PaperProperties properties) {
        this.key = new SecretKeySpec(
                directory.secret("paper-key", () -> {
                    byte[] bytes = new byte[KEY_BYTES];
                    new SecureRandom().nextBytes(bytes);
                    return bytes;
                }),
                "HmacSHA256");
        this.address = properties.address();
    }

    /** For a path such as {@code /cases/610924102-20150701-0012-7}: address, path and signature, for {@link Barcodes#qr}. */
    public String sign(String path) {
        return address + path + "?s=" + HexFormat.of().formatHex(signature(path));
    }

    /** Whether the signature that came with a path is this node's. */
    public boolean isSigned(String path, String signature) {
        return MessageDigest.isEqual(
                HexFormat.of().formatHex(signature(path)).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] signature(String path) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(path.getBytes(StandardCharsets.UTF_8)), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is not available", e);
        }
    }
}
