package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.failure.TransientException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A node's files in memory. */
final class MemoryChunkStore implements ChunkStore {

    private static final int CHUNK = 1024;

    private final Map<String, byte[]> visible = new HashMap<>();
    private final Map<String, byte[]> parts = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private boolean spoilNextWrite;

    FileManifest add(byte[] content) {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        for (int from = 0; from < content.length; from += CHUNK) {
            byte[] chunk = Arrays.copyOfRange(content, from, Math.min(content.length, from + CHUNK));
            hashes.write(Hashes.sha256().digest(chunk), 0, FileManifest.HASH_BYTES);
        }
        String sha256 = Hashes.sha256Hex(content);
        visible.put(sha256, content);
        return new FileManifest(
                sha256, content.length, CHUNK, Base64.getEncoder().encodeToString(hashes.toByteArray()));
    }

    /** The bytes are gone though the file is still listed: reading it fails. */
    void lose(String sha256) {
        lost.add(sha256);
    }

    /** The disk will store other bytes than it was given, once. */
    void spoilNextWrite() {
        spoilNextWrite = true;
    }

    byte[] content(String sha256) {
        return visible.getOrDefault(sha256, new byte[0]);
    }

    @Override
    public byte[] read(FileManifest manifest, int index) {
        if (lost.contains(manifest.sha256())) {
            throw new TransientException("YILU-FILE-004", "The disk gives nothing back.", "Check it.");
        }
        int from = index * manifest.chunkSize();
        return Arrays.copyOfRange(content(manifest.sha256()), from, from + manifest.lengthOf(index));
    }

    @Override
    public void write(FileManifest manifest, int index, byte[] bytes) {
        byte[] part = parts.computeIfAbsent(manifest.sha256(), key -> new byte[(int) manifest.size()]);
        System.arraycopy(bytes, 0, part, index * manifest.chunkSize(), bytes.length);
        if (spoilNextWrite) {
            part[index * manifest.chunkSize()] ^= 1;
            spoilNextWrite = false;
        }
    }

    @Override
    public boolean finish(FileManifest manifest) {
        byte[] part = parts.remove(manifest.sha256());
        if (part == null || !Hashes.sha256Hex(part).equals(manifest.sha256())) {
            return false;
        }
        visible.put(manifest.sha256(), part);
        return true;
    }

    @Override
    public boolean isVisible(String sha256) {
        return visible.containsKey(sha256);
    }
}
