package io.yilu.schemas.exchange;

import io.yilu.schemas.failure.PermanentException;
import java.util.regex.Pattern;

/**
 * A file by its content: the claim check that travels in a payload while the bytes follow on the file lane.
 *
 * @param sha256 lower-case hexadecimal SHA-256 of the whole file
 * @param size in bytes
 * @param mediaType told from the bytes, never from the name: image/jpeg, image/png, application/pdf, application/json
 * @param fileName for people; no path parts, at most 200 characters
 */
public record FileRef(String sha256, long size, String mediaType, String fileName) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public FileRef {
        if (!SHA_256.matcher(sha256).matches() || size < 0) {
            throw new PermanentException(
                    "YILU-FILE-001",
                    "A file reference needs a SHA-256 of 64 hexadecimal digits and a size.",
                    "The sender must be mended.");
        }
    }
}
