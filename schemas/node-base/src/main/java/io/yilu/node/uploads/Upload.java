package io.yilu.node.uploads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that passed the check and lies in the node's temporary folder until this is closed.
 *
 * @param mediaType told from its bytes: image/jpeg, image/png or application/pdf
 * @param fileName safe to show and to save under
 */
public record Upload(Path file, long size, String mediaType, String fileName) implements AutoCloseable {

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
