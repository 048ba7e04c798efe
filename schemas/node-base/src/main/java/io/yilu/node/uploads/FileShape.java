package io.yilu.node.uploads;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at a file's beginning and end to tell what it is and whether it is all there.
 *
 * <p>Cheap on purpose: it finds renamed and cut files, not every damaged one.
 */
final class FileShape {

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Pattern START_OF_TABLE = Pattern.compile("startxref\\s+([0-9]{1,12})\\s+%%EOF");
    private static final int HEAD = 1024;
    private static final int TAIL = 4096;

    private FileShape() {}

    /** What the first bytes say. */
    static Optional<FileType> typeOf(FileChannel file) throws IOException {
        byte[] head = read(file, 0, HEAD);
        if (startsWith(head, PNG_SIGNATURE)) {
            return Optional.of(FileType.PNG);
        }
        if (head.length > 2 && head[0] == (byte) 0xff && head[1] == (byte) 0xd8 && head[2] == (byte) 0xff) {
            return Optional.of(FileType.JPEG);
        }
        // Some scanners put a few bytes before the header; readers accept up to 1024.
        if (new String(head, StandardCharsets.ISO_8859_1).contains("%PDF-")) {
            return Optional.of(FileType.PDF);
        }
        return Optional.empty();
    }

    /** Whether a file of that type has its end. */
    static boolean isWhole(FileChannel file, FileType type) throws IOException {
        return switch (type) {
            case PNG -> isWholePng(file);
            case JPEG -> isWholeJpeg(file);
            case PDF -> isWholePdf(file);
        };
    }

    private static boolean isWholePng(FileChannel file) throws IOException {
        byte[] head = read(file, 0, 33);
        if (head.length < 33 || !new String(head, 12, 4, StandardCharsets.US_ASCII).equals("IHDR")) {
            return false;
        }
        int width = ByteBuffer.wrap(head, 16, 4).getInt();
        int height = ByteBuffer.wrap(head, 20, 4).getInt();
        return width > 0 && height > 0 && tail(file).contains("IEND\u00ae\u0042\u0060\u0082");
    }

    private static boolean isWholePdf(FileChannel file) throws IOException {
        Matcher table = START_OF_TABLE.matcher(tail(file));
        boolean found = false;
        while (table.find()) {
            found = Long.parseLong(table.group(1)) < file.size();
        }
        return found;
    }

    /** Walks the segments up to the picture's data, then looks for its end; phones append more after that. */
    private static boolean isWholeJpeg(FileChannel file) throws IOException {
        file.position(2);
        InputStream in = new BufferedInputStream(Channels.newInputStream(file), 1 << 16);
        boolean frame = false;
        int marker = nextMarker(in);
        while (marker >= 0 && marker != 0xda) {
            frame |= marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            int length = in.read() << 8 | in.read();
            if (length < 2) {
                return false;
            }
            try {
                in.skipNBytes(length - 2L);
            } catch (EOFException e) {
                return false;
            }
            marker = nextMarker(in);
        }
        return marker == 0xda && frame && hasEndOfImage(in);
    }

    private static int nextMarker(InputStream in) throws IOException {
        if (in.read() != 0xff) {
            return -1;
        }
        int marker = in.read();
        while (marker == 0xff) {
            marker = in.read();
        }
        return marker;
    }

    private static boolean hasEndOfImage(InputStream in) throws IOException {
        int before = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (before == 0xff && next == 0xd9) {
                return true;
            }
            before = next;
        }
        return false;
    }

    private static String tail(FileChannel file) throws IOException {
        long start = Math.max(0, file.size() - TAIL);
        return new String(read(file, start, TAIL), StandardCharsets.ISO_8859_1);
    }

    private static byte[] read(FileChannel file, long position, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(most);
        while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {
            // until full or at the end
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
