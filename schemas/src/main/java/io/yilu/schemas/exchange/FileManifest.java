package io.yilu.schemas.exchange;

import java.util.Base64;
import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * What the receiver of a file needs to ask for it piece by piece and to check each piece (law 6).
 *
 * @param sha256 of the whole file; checked before the file becomes visible
 * @param size in bytes
 * @param chunkSize in bytes; every chunk but the last has this size
 * @param chunkHashes Base64 of the first {@value #HASH_BYTES} bytes of each chunk's SHA-256, one after the other: enough to
 *     tell which piece a bad disk spoilt, small enough to travel with the case
 */
public record FileManifest(String sha256, long size, int chunkSize, String chunkHashes) {

    /** Bytes kept of each chunk's SHA-256. */
    public static final int HASH_BYTES = 8;

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public FileManifest {
        // 4 GiB in chunks of at least 1 KiB keeps every index and every product within its type.
        if (!SHA_256.matcher(sha256).matches()
                || size < 0
                || size > (4L << 30)
                || chunkSize < 1024
                || chunkSize > 1024 * 1024) {
            throw new IllegalArgumentException("Not a manifest: hash, size or chunk size is impossible.");
        }
    }

    /** Number of chunks; an empty file has none. */
    public int chunks() {
        return Math.toIntExact((size + chunkSize - 1) / chunkSize);
    }

    /** Length in bytes of the chunk at {@code index}. */
    public int lengthOf(int index) {
        return Math.toIntExact(Math.min(chunkSize, size - (long) index * chunkSize));
    }

    /** Bytes of these chunks together. */
    public long bytesOf(BitSet chunks) {
        if (chunks.isEmpty()) {
            return 0;
        }
        long whole = (long) chunks.cardinality() * chunkSize;
        int last = chunks() - 1;
        return chunks.get(last) ? whole - chunkSize + lengthOf(last) : whole;
    }

    /** Whether the hashes can be read and are as many as the chunks. */
    public boolean isConsistent() {
        try {
            return Base64.getDecoder().decode(chunkHashes).length == (long) chunks() * HASH_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
