package io.yilu.node.keys;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * What a node proves itself with, and by whom it knows the others.
 *
 * @param own certificate of {@code key}
 * @param authority the county's, which issued all of them
 * @param county the county node's own; the same as {@code own} there
 */
public record KeyRing(PrivateKey key, X509Certificate own, X509Certificate authority, X509Certificate county) {

    private static final int BITS = 3072;

    /** A new key: RSA, since keys of bundles are wrapped to it. */
    public static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same key with these certificates. */
    public KeyRing with(X509Certificate newOwn, X509Certificate newCounty) {
        return new KeyRing(key, newOwn, authority, newCounty);
    }

    @Override
    public String toString() {
        return "KeyRing[" + own.getSubjectX500Principal() + " until "
                + own.getNotAfter().toInstant() + "]";
    }
}
