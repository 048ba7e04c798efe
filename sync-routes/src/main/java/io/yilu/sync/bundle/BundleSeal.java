package io.yilu.sync.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cryptography of a part, all of it the JDK's: a content key of its own wrapped by RSA-OAEP, segments under AES-256-GCM
 * whose nonces count and name the last one, and RSA-PSS over the whole file.
 */
final class BundleSeal {

    static final int TAG_BYTES = 16;

    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final OAEPParameterSpec OAEP = new OAEPParameterSpec(
            "SHA-256",
            "MGF1",
            MGF1ParameterSpec.SHA256,
            new PSource.PSpecified("yilu bundle 1".getBytes(StandardCharsets.US_ASCII)));
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private BundleSeal() {}

    static SecretKey newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return new SecretKeySpec(key, "AES");
    }

    static byte[] wrap(SecretKey key, PublicKey receiver) {
        try {
            return oaep(Cipher.ENCRYPT_MODE, receiver).doFinal(key.getEncoded());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("A content key cannot be wrapped.", failure);
        }
    }

    static SecretKey unwrap(byte[] wrapped, PrivateKey receiver) {
        try {
            byte[] key = oaep(Cipher.DECRYPT_MODE, receiver).doFinal(wrapped);
            if (key.length != KEY_BYTES) {
                throw BundleRefused.changed("内容密钥长度不对", null);
            }
            return new SecretKeySpec(key, "AES");
        } catch (GeneralSecurityException failure) {
            throw BundleRefused.changed("内容密钥打不开", failure);
        }
    }

    private static Cipher oaep(int mode, java.security.Key key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(mode, key, OAEP);
        return cipher;
    }

    /**
     * A segment's cipher. Its nonce says which it is and whether it is the last, so that none can be left out, moved or cut
     * off; the header's hash stands beside it, so that none can be moved to another part. A key seals one part only, so no
     * nonce comes twice.
     */
    static Cipher segment(int mode, SecretKey key, Place place, byte[] headerHash) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = ByteBuffer.allocate(12)
                .putInt(place.last() ? 1 : 0)
                .putLong(place.index())
                .array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(headerHash);
        return cipher;
    }

    static Signature pss() {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(PSS);
            return signature;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no RSASSA-PSS.", missing);
        }
    }

    static String fingerprint(PublicKey key) {
        return HexFormat.of().formatHex(sha256(key.getEncoded()));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no SHA-256.", missing);
        }
    }

    /** Which segment of its part, from 0, and whether none follows. */
    record Place(long index, boolean last) {}
}
