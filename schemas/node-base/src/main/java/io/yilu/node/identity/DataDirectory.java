package io.yilu.node.identity;

import io.yilu.schemas.failure.PermanentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The folder under which a node keeps everything; open in one process at a time.
 *
 * <p>The lock is held by the operating system for this process, so it is gone with the process, however that ends.
 */
public final class DataDirectory implements AutoCloseable {

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** Makes the folder where it is missing, and takes it for this process. */
    public static DataDirectory open(Path dataDir) {
        try {
            Path root = Files.createDirectories(dataDir.toAbsolutePath().normalize())
                    .toRealPath();
            DataDirectory directory = new DataDirectory(root, lock(root));
            Files.createDirectories(directory.blobs());
            Files.createDirectories(directory.logs());
            Files.createDirectories(directory.temporary());
            Files.createDirectories(directory.keys());
            Files.setPosixFilePermissions(directory.keys(), PosixFilePermissions.fromString("rwx------"));
            return directory;
        } catch (IOException e) {
            PermanentException failure = new PermanentException(
                    "YILU-NODE-001",
                    "The data directory " + dataDir + " cannot be used: " + e.getMessage() + ".",
                    "Check yilu.node.data-dir, its permissions and the free space.");
            failure.initCause(e);
            throw failure;
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new PermanentException(
                    "YILU-NODE-002",
                    "Another process runs on the data directory " + root + ".",
                    "Stop that node first, or give this one its own yilu.node.data-dir.",
                    Map.of("dataDir", root));
        }
        return channel;
    }

    public Path root() {
        return root;
    }

    /** The database's files. */
    public Path database() {
        return root.resolve("database");
    }

    /** The files that cases refer to. */
    public Path blobs() {
        return root.resolve("blobs");
    }

    /** Secrets; readable to the node's own user only. */
    public Path keys() {
        return root.resolve("keys");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Uploads on their way; may be emptied while the node is stopped. */
    public Path temporary() {
        return root.resolve("tmp");
    }

    /** Reads the secret of that name, made by {@code first} and kept with mode 0600 when there is none yet. */
    public byte[] secret(String name, Supplier<byte[]> first) {
        Path file = keys().resolve(name);
        try {
            if (!Files.exists(file)) {
                writeSecret(file, first.get());
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " cannot be read or written", e);
        }
    }

    /** As {@link #secret}, for text. */
    public String secretText(String name, Supplier<String> first) {
        byte[] bytes = secret(name, () -> first.get().getBytes(StandardCharsets.UTF_8));
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    /** Puts this in the place of whatever secret had that name, at once or not at all. */
    public void replaceSecret(String name, byte[] bytes) {
        Path file = keys().resolve(name);
        try {
            writeSecret(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " cannot be written", e);
        }
    }

    /** Written aside and moved, so that a power cut never leaves half a key. */
    private static void writeSecret(Path file, byte[] bytes) throws IOException {
        Path aside = Files.createTempFile(
                file.getParent(),
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes));
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether this process still has the directory; without it nothing may be started there. */
    public boolean isHeld() {
        return lockFile.isOpen();
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
