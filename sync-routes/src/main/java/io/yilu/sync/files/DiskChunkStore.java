package io.yilu.sync.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.ChunkHashes;
import io.yilu.sync.engine.ChunkStore;
import io.yilu.sync.engine.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.HexFormat;

/**
 * Files under their SHA-256: {@code blobs/ab/abcdef…} once whole, {@code blobs/incoming/<peer>-abcdef….part}
 * before. A name is made only from a checked hash, never from what a sender calls the file.
 */
public final class DiskChunkStore implements ChunkStore {

    private final Path root;
    private final Path incoming;
    private final DiskSpace space;

    /** Makes the directories if they are not there. */
    public DiskChunkStore(Path root) {
        this(root, DiskSpace.of(root));
    }

    DiskChunkStore(Path root, DiskSpace space) {
        this.root = root;
        this.space = space;
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
    public void write(NodeId from, FileManifest manifest, int index, byte[] bytes) {
        space.require(bytes.length);
        try (FileChannel file = FileChannel.open(
                partOf(from, manifest.sha256()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
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
    public BitSet soundChunks(NodeId from, FileManifest manifest) {
        BitSet sound = new BitSet();
        Path part = partOf(from, manifest.sha256());
        if (Files.notExists(part)) {
            return sound;
        }
        try (InputStream in = Files.newInputStream(part)) {
            for (int index = 0; index < manifest.chunks(); index++) {
                if (ChunkHashes.fits(manifest, index, in.readNBytes(manifest.lengthOf(index)))) {
                    sound.set(index);
                }
            }
            return sound;
        } catch (IOException failure) {
            throw diskTrouble("The part of file " + manifest.sha256() + " cannot be read", failure);
        }
    }

    @Override
    public boolean finish(NodeId from, FileManifest manifest) {
        Path part = partOf(from, manifest.sha256());
        try {
            if (manifest.size() == 0 && Files.notExists(part)) {
                Files.createFile(part);
            }
            if (Files.notExists(part)
                    || Files.size(part) != manifest.size()
                    || !hashOf(part).equals(manifest.sha256())) {
                return false;
            }
            moveIn(part, manifest.sha256());
            return true;
        } catch (IOException failure) {
            throw diskTrouble("File " + manifest.sha256() + " cannot be completed", failure);
        }
    }

    @Override
    public void discard(NodeId from, String sha256) {
        delete(partOf(from, sha256));
    }

    @Override
    public boolean isVisible(String sha256) {
        return Files.exists(pathOf(sha256));
    }

    @Override
    public long sizeOf(String sha256) {
        try {
            Path file = pathOf(sha256);
            return Files.isRegularFile(file) ? Files.size(file) : -1;
        } catch (IOException failure) {
            throw diskTrouble("File " + sha256 + " cannot be looked at", failure);
        }
    }

    @Override
    public boolean isSound(String sha256) {
        try {
            return hashOf(pathOf(sha256)).equals(sha256);
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException failure) {
            throw diskTrouble("File " + sha256 + " cannot be read", failure);
        }
    }

    @Override
    public void takeBack(NodeId from, String sha256) {
        try {
            Files.move(pathOf(sha256), partOf(from, sha256), ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (NoSuchFileException gone) {
            // Nothing of it is left: every chunk is asked for.
        } catch (IOException failure) {
            throw diskTrouble("The spoilt file " + sha256 + " cannot be put aside", failure);
        }
    }

    @Override
    public void remove(String sha256) {
        delete(pathOf(sha256));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw diskTrouble("The file " + file.getFileName() + " cannot be deleted", failure);
        }
    }

    InputStream open(String sha256) throws IOException {
        return Files.newInputStream(pathOf(sha256));
    }

    /** A fresh file beside the incoming ones, on the same file system, for {@link #moveIn}. */
    Path newPart() throws IOException {
        space.require(0);
        return Files.createTempFile(incoming, "local-", ".part");
    }

    /** Makes a file that is already forced to the disk visible under its content. */
    void moveIn(Path part, String sha256) throws IOException {
        Path shelf = shelfOf(sha256);
        Files.createDirectories(shelf);
        Files.move(part, pathOf(sha256), ATOMIC_MOVE, REPLACE_EXISTING);
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

    private Path partOf(NodeId from, String sha256) {
        // A file name is never made from anything else.
        Hashes.requireSha256(sha256);
        return incoming.resolve(from + "-" + sha256 + ".part");
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
