package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** Compares a chunk with what its manifest says of it. */
public final class ChunkHashes {

    private ChunkHashes() {}

    /** Whether these bytes are the chunk at this index, by length and hash. */
    public static boolean fits(FileManifest manifest, int index, byte[] bytes) {
        if (index < 0 || index >= manifest.chunks() || bytes.length != manifest.lengthOf(index)) {
            return false;
        }
        MessageDigest digest = Hashes.sha256();
        byte[] hash = Arrays.copyOf(digest.digest(bytes), FileManifest.HASH_BYTES);
        return Arrays.equals(hash, hashOf(manifest, index));
    }

    /** Decodes only the few characters around one hash: the list of a long file is long. */
    private static byte[] hashOf(FileManifest manifest, int index) {
        long from = (long) index * FileManifest.HASH_BYTES;
        long firstGroup = from / 3;
        long groupsEnd = (from + FileManifest.HASH_BYTES + 2) / 3;
        String around = manifest.chunkHashes()
                .substring(
                        Math.toIntExact(firstGroup * 4),
                        Math.toIntExact(
                                Math.min(groupsEnd * 4, manifest.chunkHashes().length())));
        int skip = Math.toIntExact(from - firstGroup * 3);
        return Arrays.copyOfRange(Base64.getDecoder().decode(around), skip, skip + FileManifest.HASH_BYTES);
    }
}
