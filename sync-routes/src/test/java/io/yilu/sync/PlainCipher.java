package io.yilu.sync;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hides nothing, so that a test can look at what is stored; its marks are real. */
public final class PlainCipher implements PayloadCipher {

    private final SecretKeySpec key;

    /** @param secret that no other node of the test has */
    public PlainCipher(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    @Override
    public byte[] seal(byte[] plain) {
        return plain.clone();
    }

    @Override
    public byte[] open(byte[] sealed) {
        return sealed.clone();
    }

    @Override
    public byte[] mark(byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
