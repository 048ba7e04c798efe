package io.yilu.county.broker;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;

/**
 * The secret by which each site proves itself to the broker: one file a site, named by the site code, readable by the
 * node's own user only.
 *
 * <p>Files are read at each sign-in, so a secret that is replaced counts at once, without a restart.
 */
final class LinkSecrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;

    LinkSecrets(Path directory) {
        this.directory = directory;
    }

    /** 256 random bits in hexadecimal. */
    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Makes the secrets that are not there yet; never changes one. */
    void createMissing(Collection<NodeId> sites) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            for (NodeId site : sites) {
                if (!Files.exists(file(site))) {
                    create(site);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The link secrets cannot be written under " + directory, e);
        }
    }

    /** Whether {@code presented} is the secret of {@code site}; false for a site without one. */
    boolean matches(NodeId site, String presented) {
        Path file = file(site);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        return MessageDigest.isEqual(
                read(file).getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    private void create(NodeId site) throws IOException {
        // Written beside and moved into place: a crash half way must not leave an empty secret behind.
        Path half = Files.createTempFile(
                directory,
                ".secret",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(half, random() + "\n");
        Files.move(half, file(site));
    }

    private String read(Path file) {
        try {
            String secret = Files.readString(file).strip();
            if (secret.length() < 32) {
                throw new PermanentException(
                        "YILU-BROKER-003",
                        "The link secret in " + file + " is shorter than 32 characters.",
                        "Delete the file and restart the county node; give the new secret to the site.");
            }
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("The link secret cannot be read: " + file, e);
        }
    }

    private Path file(NodeId site) {
        return directory.resolve(site.value());
    }
}
