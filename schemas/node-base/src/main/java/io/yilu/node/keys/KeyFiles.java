package io.yilu.node.keys;

import io.yilu.node.identity.DataDirectory;
import io.yilu.schemas.failure.PermanentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Where the node keeps its key ring: one file, {@code keys/link.pem}, so that key and certificates never disagree after a
 * power cut; and the key that waits for its first certificate.
 */
public final class KeyFiles {

    private static final String RING = "link.pem";
    private static final String WAITING = "enrolment-key.pem";

    private final DataDirectory directory;

    public KeyFiles(DataDirectory directory) {
        this.directory = directory;
    }

    /** The ring as it was stored last, or empty before the first. Throws {@code YILU-TRUST-002} for a broken file. */
    public Optional<KeyRing> load() {
        return read(RING).map(text -> {
            List<X509Certificate> certificates = Pem.certificates(text);
            if (certificates.size() != 3) {
                throw new PermanentException(
                        "YILU-TRUST-002",
                        directory.keys().resolve(RING) + " holds " + certificates.size()
                                + " certificates instead of 3.",
                        "Restore it from the backup, or delete it and enrol the site again.");
            }
            return new KeyRing(Pem.privateKey(text), certificates.get(0), certificates.get(1), certificates.get(2));
        });
    }

    /** Replaces the ring at once or not at all. */
    public void store(KeyRing ring) {
        directory.replaceSecret(
                RING,
                (Pem.of(ring.key()) + Pem.of(ring.own()) + Pem.of(ring.authority()) + Pem.of(ring.county()))
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The key pair with which a certificate is asked for: the same one until {@link #forgetWaiting}, so that an answer
     * that was lost on its way can be asked for again.
     */
    public KeyPair waiting() {
        String text = read(WAITING).orElseGet(() -> {
            KeyPair pair = KeyRing.newKey();
            String made = Pem.of(pair.getPrivate())
                    + Pem.block("PUBLIC KEY", pair.getPublic().getEncoded());
            directory.replaceSecret(WAITING, made.getBytes(StandardCharsets.US_ASCII));
            return made;
        });
        PrivateKey key = Pem.privateKey(text);
        return new KeyPair(publicKey(text), key);
    }

    /** The certificate came. */
    public void forgetWaiting() {
        try {
            Files.deleteIfExists(directory.keys().resolve(WAITING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PublicKey publicKey(String text) {
        return Pem.rsaPublicKey(Pem.blocks("PUBLIC KEY", text).get(0));
    }

    private Optional<String> read(String name) {
        Path file = directory.keys().resolve(name);
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file, StandardCharsets.US_ASCII))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " cannot be read", e);
        }
    }
}
