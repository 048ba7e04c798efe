package io.yilu.schemas.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Marks question and answer of an enrolment, so that each side knows that the other has the code. */
public final class EnrolmentKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    public EnrolmentKey(byte[] key) {
        this.key = key.clone();
    }

    /** What the county keeps, sealed, to recognise the code again. */
    public byte[] bytes() {
        return key.clone();
    }

    String mark(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not available", e);
        }
    }

    boolean marked(String text, String mark) {
        return MessageDigest.isEqual(
                mark(text).getBytes(StandardCharsets.UTF_8), mark.getBytes(StandardCharsets.UTF_8));
    }
}
