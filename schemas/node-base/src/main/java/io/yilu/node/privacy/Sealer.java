package io.yilu.node.privacy;

import io.yilu.node.identity.DataDirectory;
import io.yilu.schemas.failure.PermanentException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals personal data with AES-256-GCM under a key that never leaves {@code keys/}.
 *
 * <p>Sealed bytes are: version (1), nonce (12), cipher text with its tag. The same text is sealed differently each time;
 * to find a row by what is sealed in it, keep {@link #lookup} beside it.
 */
public final class Sealer {

    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec sealing;
    private final SecretKeySpec hashing;
    private final SecretKeySpec marking;
    private final SecureRandom random = new SecureRandom();

    Sealer(DataDirectory directory) {
        this.sealing = new SecretKeySpec(key(directory, "sealing-key"), "AES");
        this.hashing = new SecretKeySpec(key(directory, "lookup-key"), "HmacSHA256");
        this.marking = new SecretKeySpec(key(directory, "marking-key"), "HmacSHA256");
    }

    private static byte[] key(DataDirectory directory, String name) {
        byte[] key = directory.secret(name, () -> {
            byte[] bytes = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(bytes);
            return bytes;
        });
        if (key.length != KEY_BYTES) {
            throw new PermanentException(
                    "YILU-SEAL-001",
                    "The key file " + directory.keys().resolve(name) + " has " + key.length + " bytes instead of "
                            + KEY_BYTES + ".",
                    "Restore it from the backup; without it the sealed data cannot be read.");
        }
        return key;
    }

    public byte[] seal(byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(new byte[] {VERSION});
            byte[] sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /** Throws {@link PermanentException} when the bytes were changed or sealed under another key. */
    public byte[] open(byte[] sealed) {
        if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / 8 || sealed[0] != VERSION) {
            throw unreadable(null);
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(new byte[] {VERSION});
            return cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    /** As {@link #seal}, for a text column: Base64 of the sealed UTF-8, a third longer than the text plus 40. */
    public String sealText(String plain) {
        return Base64.getEncoder().encodeToString(seal(plain.getBytes(StandardCharsets.UTF_8)));
    }

    public String openText(String sealed) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
        return new String(open(bytes), StandardCharsets.UTF_8);
    }

    /** A keyed hash, 64 hexadecimal digits, by which a row is found without reading it (a blind index). */
    public String lookup(String plain) {
        return HexFormat.of().formatHex(hmac(hashing, plain.getBytes(StandardCharsets.UTF_8)));
    }

    /** By which this node knows again what it gave away: HMAC-SHA-256, 32 bytes, under a key for nothing else. */
    public byte[] mark(byte[] text) {
        return hmac(marking, text);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is not available", e);
        }
    }

    private static PermanentException unreadable(@Nullable Throwable cause) {
        PermanentException failure = new PermanentException(
                "YILU-SEAL-002",
                "Sealed data cannot be opened: it was changed, or sealed under another key.",
                "Check that keys/sealing-key is this node's own; restore it from the backup.");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }
}
