package io.yilu.ops.rehearsal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A scanned page as a file: what the scanner at the counter gives. */
public record Scan(String fileName, String mediaType, String sha256, byte[] content) {

    public static Scan of(String fileName, String mediaType, byte[] content) {
        return new Scan(fileName, mediaType, sha256(content), content);
    }

    /** Lower-case hex, as everywhere in the exchange. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
