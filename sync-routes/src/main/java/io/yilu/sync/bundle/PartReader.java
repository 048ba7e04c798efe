package io.yilu.sync.bundle;

import io.yilu.sync.bundle.BundleHeader.PartEnd;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads one part, in two passes over the same open file: {@link #verify} checks the signature over every byte, and only then
 * are segments opened one by one. What the second pass reads is checked again by its seal, so that a stick which answers
 * differently the second time gains nothing. Memory holds one segment.
 */
final class PartReader implements Closeable {

    /** The largest frame, its kind and its seal. */
    static final int MOST_SEGMENT_BYTES = (16 << 20) + 1024;

    private static final int MOST_SIGNATURE_BYTES = 2048;
    private static final int BUFFER = 256 * 1024;

    private final FileChannel channel;
    private final BundleHeader header;
    private final byte[] headerHash;
    private final long segmentsAt;
    private @Nullable SecretKey key;
    private DataInputStream in;
    private long index;
    private @Nullable PartEnd end;

    /** Opens the file and reads its header; nothing is believed of it yet. */
    PartReader(Path file) throws IOException {
        // A link on a stick could name any file of this machine.
        this.channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            this.in = from(0);
            byte[] magic = in.readNBytes(PartWriter.MAGIC.length);
            if (!Arrays.equals(magic, PartWriter.MAGIC)) {
                throw BundleRefused.noBundle("开头不符");
            }
            byte[] bytes = in.readNBytes(lengthUpTo(BundleHeader.MOST_BYTES));
            this.header = BundleHeader.of(bytes);
            this.headerHash = BundleSeal.sha256(bytes);
            this.segmentsAt = magic.length + 4L + bytes.length;
        } catch (EOFException tooShort) {
            channel.close();
            throw BundleRefused.noBundle("文件太短");
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    BundleHeader header() {
        return header;
    }

    /** Checks the lengths and the signature over the whole file. Throws {@link BundleRefused}. */
    void verify(PublicKey signer) throws IOException {
        try {
            Signature signature = BundleSeal.pss();
            signature.initVerify(signer);
            long signed = segmentsEnd();
            byte[] theirs = signatureAt(signed);
            byte[] buffer = new byte[BUFFER];
            DataInputStream all = from(0);
            for (long left = signed; left > 0; ) {
                int count = all.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    throw BundleRefused.changed("文件被截断", null);
                }
                signature.update(buffer, 0, count);
                left -= count;
            }
            if (!signature.verify(theirs)) {
                throw BundleRefused.changed("签名不符", null);
            }
        } catch (GeneralSecurityException wrong) {
            throw BundleRefused.changed("签名不符", wrong);
        } catch (EOFException tooShort) {
            throw BundleRefused.changed("文件被截断", tooShort);
        }
    }

    /** Walks over the lengths to where the segments end; a wrong one leads past the end of the file. */
    private long segmentsEnd() throws IOException {
        long at = segmentsAt;
        while (true) {
            int length = possible(intAt(at), MOST_SEGMENT_BYTES);
            at += 4L + length;
            if (length == 0) {
                return at;
            }
        }
    }

    private int intAt(long position) throws IOException {
        ByteBuffer four = ByteBuffer.allocate(4);
        while (four.hasRemaining()) {
            if (channel.read(four, position + four.position()) < 0) {
                throw BundleRefused.changed("文件被截断", null);
            }
        }
        return four.getInt(0);
    }

    private byte[] signatureAt(long position) throws IOException {
        in = from(position);
        int length = lengthUpTo(MOST_SIGNATURE_BYTES);
        if (position + 4 + length != channel.size()) {
            throw BundleRefused.changed("结尾不符", null);
        }
        return in.readNBytes(length);
    }

    /** Opens the content key and stands before the first segment. */
    void open(PrivateKey receiver) throws IOException {
        key = BundleSeal.unwrap(header.sealedKey(), receiver);
        in = from(segmentsAt);
        index = 0;
        end = null;
    }

    /** The next frame, or empty once {@link #end} is known. */
    Optional<Piece> next() throws IOException {
        SecretKey opened = key;
        if (opened == null) {
            throw new IllegalStateException("The part was not opened.");
        }
        try {
            byte[] sealed = in.readNBytes(lengthUpTo(MOST_SEGMENT_BYTES));
            if (sealed.length <= BundleSeal.TAG_BYTES) {
                throw BundleRefused.changed("第 " + index + " 段太短", null);
            }
            in.mark(4);
            boolean last = in.readInt() == 0;
            in.reset();
            Cipher cipher =
                    BundleSeal.segment(Cipher.DECRYPT_MODE, opened, new BundleSeal.Place(index++, last), headerHash);
            Piece piece = piece(cipher.doFinal(sealed));
            if (last != piece.kind().equals(PartWriter.END)) {
                throw BundleRefused.nonsense("结尾的位置不对");
            }
            if (last) {
                end = BundleHeader.endOf(piece.bytes());
                return Optional.empty();
            }
            return Optional.of(piece);
        } catch (GeneralSecurityException wrong) {
            throw BundleRefused.changed("第 " + index + " 段打不开", wrong);
        } catch (EOFException tooShort) {
            throw BundleRefused.changed("文件被截断", tooShort);
        }
    }

    /** What the part ends with, once {@link #next} has come there. */
    Optional<PartEnd> end() {
        return Optional.ofNullable(end);
    }

    private static Piece piece(byte[] plain) {
        int nameEnd = plain.length == 0 ? 0 : 1 + plain[0];
        if (nameEnd < 2 || nameEnd > plain.length) {
            throw BundleRefused.nonsense("段的开头不对");
        }
        return new Piece(
                new String(plain, 1, nameEnd - 1, StandardCharsets.US_ASCII),
                Arrays.copyOfRange(plain, nameEnd, plain.length));
    }

    /** Reads a length and refuses an impossible one before anything is kept for it. */
    private int lengthUpTo(int most) throws IOException {
        return possible(in.readInt(), most);
    }

    private static int possible(int length, int most) {
        if (length < 0 || length > most) {
            throw BundleRefused.changed("长度不可能", null);
        }
        return length;
    }

    private DataInputStream from(long position) throws IOException {
        channel.position(position);
        return new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** One frame as it was written. */
    record Piece(String kind, byte[] bytes) {}
}
