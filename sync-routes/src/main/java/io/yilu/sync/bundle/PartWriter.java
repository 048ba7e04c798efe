package io.yilu.sync.bundle;

import io.yilu.sync.bundle.BundleHeader.PartEnd;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.FrameCodec;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * Writes one part under a name that nobody takes for a bundle; only {@link #finish} gives it its own, once every byte is on
 * the disk. Closed before that, it leaves nothing.
 */
final class PartWriter implements Closeable {

    static final byte[] MAGIC = "YILU-BUNDLE-1\n".getBytes(StandardCharsets.US_ASCII);
    /** Stands where a frame's kind does in the last segment; no frame is called so. */
    static final String END = "end";

    static final String UNFINISHED = ".unfinished";

    private final BundleHeader header;
    private final Path target;
    private final Path unfinished;
    private final FileChannel channel;
    private final OutputStream out;
    private final SecretKey key;
    private final byte[] headerHash;
    private final Signature signature;
    private long written;
    private long index;

    PartWriter(Path directory, BundleHeader header, SecretKey key, PrivateKey signer) throws IOException {
        this.header = header;
        this.key = key;
        this.target = directory.resolve(header.fileName());
        this.unfinished = directory.resolve(header.fileName() + UNFINISHED);
        this.signature = BundleSeal.pss();
        byte[] bytes = header.bytes();
        this.headerHash = BundleSeal.sha256(bytes);
        this.channel = FileChannel.open(
                unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 256 * 1024);
        try {
            signature.initSign(signer);
            write(MAGIC);
            writeInt(bytes.length);
            write(bytes);
        } catch (GeneralSecurityException failure) {
            close();
            throw new IllegalStateException("A bundle cannot be signed.", failure);
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    /** Bytes so far; what ends the part takes less than a kilobyte more. */
    long written() {
        return written;
    }

    void add(Frame frame) throws IOException {
        segment(FrameCodec.kind(frame.getClass()), FrameCodec.encode(frame), false);
    }

    /** Ends the part and gives it its name. */
    Path finish(PartEnd end) throws IOException {
        segment(END, BundleHeader.bytesOf(end), true);
        writeInt(0);
        try {
            byte[] signed = signature.sign();
            out.write(ByteBuffer.allocate(4).putInt(signed.length).array());
            out.write(signed);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("A bundle cannot be signed.", failure);
        }
        out.flush();
        channel.force(true);
        channel.close();
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory(target);
        return target;
    }

    private void segment(String kind, byte[] content, boolean last) throws IOException {
        byte[] name = kind.getBytes(StandardCharsets.US_ASCII);
        try {
            Cipher cipher =
                    BundleSeal.segment(Cipher.ENCRYPT_MODE, key, new BundleSeal.Place(index++, last), headerHash);
            byte[] plain = ByteBuffer.allocate(1 + name.length + content.length)
                    .put((byte) name.length)
                    .put(name)
                    .put(content)
                    .array();
            byte[] sealed = cipher.doFinal(plain);
            writeInt(sealed.length);
            write(sealed);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("Part " + header.part() + " cannot be sealed.", failure);
        }
    }

    private void writeInt(int value) throws IOException {
        write(ByteBuffer.allocate(4).putInt(value).array());
    }

    private void write(byte[] bytes) throws IOException {
        try {
            signature.update(bytes);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("A bundle cannot be signed.", failure);
        }
        out.write(bytes);
        written += bytes.length;
    }

    private static void forceDirectory(Path file) {
        try (FileChannel directory = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException notOffered) {
            // Some file systems of sticks do not let a directory be forced; the bytes themselves are on the disk.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }
}
