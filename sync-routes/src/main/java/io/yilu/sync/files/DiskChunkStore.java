package io.yilu.sync.files;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.failure.TransientException;
import io.yilu.sync.engine.ChunkStore;
import io.yilu.sync.engine.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Files under their SHA-256: {@code blobs/ab/abcdef…} once whole, {@code blobs/incoming/abcdef….part} before. A name
 * is made only from a checked hash, never from what a sender calls the file.
 */
public final class DiskChunkStore implements ChunkStore {

    private final Path root;
    private final Path incoming;

    /** Makes the directories if they are not there. */
    public DiskChunkStore(Path root) {
        this.root = root;
        this.incoming = root.resolve("incoming");
        try {
            Files.createDirectories(incoming);
        } catch (IOException failure) {
            throw diskTrouble("The file store " + root + " cannot be made", failure);
        }
    }

    @Override
    public byte[] read(FileManifest manifest, int index) {
        ByteBuffer buffer = ByteBuffer.allocate(manifest.lengthOf(index));
        try (FileChannel file = FileChannel.open(pathOf(manifest.sha256()), StandardOpenOption.READ)) {
            long position = (long) index * manifest.chunkSize();
            while (buffer.hasRemaining()) {
                int count = file.read(buffer, position + buffer.position());
                if (count < 0) {
                    throw new IOException("shorter than its manifest says");
                }
            }
            return buffer.array();
        } catch (IOException failure) {
            throw diskTrouble("Chunk " + index + " of file " + manifest.sha256() + " cannot be read", failure);
        }
    }

    @Override
    public void write(FileManifest manifest, int index, byte[] bytes) {
        try (FileChannel file =
                FileChannel.open(partOf(manifest.sha256()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long position = (long) index * manifest.chunkSize();
            while (buffer.hasRemaining()) {
                file.write(buffer, position + buffer.position());
            }
            file.force(false);
        } catch (IOException failure) {
            throw diskTrouble("Chunk " + index + " of file " + manifest.sha256() + " cannot be written", failure);
        }
    }

    @Override
    public boolean finish(FileManifest manifest) {
        Path part = partOf(manifest.sha256());
        try {
            if (manifest.size() == 0 && Files.notExists(part)) {
                Files.createFile(part);
            }
            if (Files.notExists(part)
                    || Files.size(part) != manifest.size()
                    || !hashOf(part).equals(manifest.sha256())) {
                Files.deleteIfExists(part);
                return false;
            }
            moveIn(part, manifest.sha256());
            return true;
        } catch (IOException failure) {
            throw diskTrouble("File " + manifest.sha256() + " cannot be completed", failure);
        }
    }

    @Override
    public boolean isVisible(String sha256) {
        return Files.exists(pathOf(sha256));
    }

    InputStream open(String sha256) throws IOException {
        return Files.newInputStream(pathOf(sha256));
    }

    /** A fresh file beside the incoming ones, on the same file system, for {@link #moveIn}. */
    Path newPart() throws IOException {
        return Files.createTempFile(incoming, "local-", ".part");
    }

    /** Makes a file that is already forced to the disk visible under its content. */
    void moveIn(Path part, String sha256) throws IOException {
        Path shelf = shelfOf(sha256);
        Files.createDirectories(shelf);
        Files.move(part, pathOf(sha256), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory(shelf);
    }

    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String hashOf(Path file) throws IOException {
        MessageDigest digest = Hashes.sha256();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Path pathOf(String sha256) {
        return shelfOf(sha256).resolve(sha256);
    }

    private Path shelfOf(String sha256) {
        // A file name is never made from anything else.
        Hashes.requireSha256(sha256);
        return root.resolve(sha256.substring(0, 2));
    }

    private Path partOf(String sha256) {
        // A file name is never made from anything else.
        Hashes.requireSha256(sha256);
        return incoming.resolve(sha256 + ".part");
    }

    static TransientException diskTrouble(String what, IOException failure) {
        TransientException trouble = new TransientException(
                "YILU-FILE-004",
                what + ": " + failure.getMessage() + ".",
                "Check the disk's free space and health; the exchange tries again by itself.");
        trouble.initCause(failure);
        return trouble;
    }
}
