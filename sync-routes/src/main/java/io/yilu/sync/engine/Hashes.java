package io.yilu.sync.engine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java platform has. */
public final class Hashes {

    private Hashes() {}

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java platform has no SHA-256.", impossible);
        }
    }

    /** Throws IllegalArgumentException unless this is a SHA-256 in lower-case hexadecimal. */
    public static void requireSha256(String text) {
        boolean fits = text.length() == 64;
        for (int i = 0; fits && i < 64; i++) {
            char c = text.charAt(i);
            fits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        if (!fits) {
            throw new IllegalArgumentException("Not a SHA-256.");
        }
    }

    /** Lower-case hexadecimal SHA-256. */
    public static String sha256Hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }
}
