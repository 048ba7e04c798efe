package io.yilu.county.broker;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets that live no longer than the process. */
final class RandomSecret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private RandomSecret() {}

    /** 256 random bits in hexadecimal. */
    static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
