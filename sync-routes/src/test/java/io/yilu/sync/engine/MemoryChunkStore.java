package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.NodeId;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A node's files in memory. */
final class MemoryChunkStore implements ChunkStore {

    private static final int CHUNK = 1024;

    private final Map<String, byte[]> visible = new HashMap<>();
    private final Map<Part, byte[]> parts = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private boolean spoilNextWrite;
    private boolean full;

    FileManifest add(byte[] content) {
        return add(content, CHUNK);
    }

    FileManifest add(byte[] content, int chunkSize) {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        for (int from = 0; from < content.length; from += chunkSize) {
            byte[] chunk = Arrays.copyOfRange(content, from, Math.min(content.length, from + chunkSize));
            hashes.write(Hashes.sha256().digest(chunk), 0, FileManifest.HASH_BYTES);
        }
        String sha256 = Hashes.sha256Hex(content);
        visible.put(sha256, content);
        return new FileManifest(
                sha256, content.length, chunkSize, Base64.getEncoder().encodeToString(hashes.toByteArray()));
    }

    /** The bytes are gone though the file is still listed: reading it fails. */
    void lose(String sha256) {
        lost.add(sha256);
    }

    /** The disk will store other bytes than it was given, once. */
    void spoilNextWrite() {
        spoilNextWrite = true;
    }

    /** Nothing more can be written until there is room again. */
    void full(boolean full) {
        this.full = full;
    }

    /** Shows these bytes under a name that is not theirs. */
    void pretend(String sha256, byte[] content) {
        visible.put(sha256, content);
    }

    /** One byte of a visible file turns on the disk. */
    void spoil(String sha256, int position) {
        byte[] file = content(sha256).clone();
        file[position] ^= 1;
        visible.put(sha256, file);
    }

    /** The part files are gone, as after a disk was changed; what the ledger says of them stays. */
    void loseParts() {
        parts.clear();
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
    public void write(NodeId from, FileManifest manifest, int index, byte[] bytes) {
        if (full) {
            throw new TransientException("YILU-FILE-006", "The disk is full.", "Make room.");
        }
        byte[] part = parts.computeIfAbsent(new Part(from, manifest.sha256()), key -> new byte[(int) manifest.size()]);
        System.arraycopy(bytes, 0, part, index * manifest.chunkSize(), bytes.length);
        if (spoilNextWrite) {
            part[index * manifest.chunkSize()] ^= 1;
            spoilNextWrite = false;
        }
    }

    @Override
    public BitSet soundChunks(NodeId from, FileManifest manifest) {
        BitSet sound = new BitSet();
        byte[] part = parts.getOrDefault(new Part(from, manifest.sha256()), new byte[0]);
        for (int index = 0; index < manifest.chunks(); index++) {
            int begin = Math.min(part.length, index * manifest.chunkSize());
            int end = Math.min(part.length, begin + manifest.lengthOf(index));
            if (ChunkHashes.fits(manifest, index, Arrays.copyOfRange(part, begin, end))) {
                sound.set(index);
            }
        }
        return sound;
    }

    @Override
    public boolean finish(NodeId from, FileManifest manifest) {
        Part key = new Part(from, manifest.sha256());
        byte[] part = manifest.size() == 0 ? new byte[0] : parts.get(key);
        if (part == null || !Hashes.sha256Hex(part).equals(manifest.sha256())) {
            return false;
        }
        visible.put(manifest.sha256(), part);
        parts.remove(key);
        return true;
    }

    @Override
    public void discard(NodeId from, String sha256) {
        parts.remove(new Part(from, sha256));
    }

    @Override
    public boolean isVisible(String sha256) {
        return visible.containsKey(sha256);
    }

    @Override
    public long sizeOf(String sha256) {
        byte[] file = visible.get(sha256);
        return file == null ? -1 : file.length;
    }

    @Override
    public boolean isSound(String sha256) {
        byte[] file = visible.get(sha256);
        return file != null && Hashes.sha256Hex(file).equals(sha256);
    }

    @Override
    public void takeBack(NodeId from, String sha256) {
        byte[] file = visible.remove(sha256);
        if (file != null) {
            parts.put(new Part(from, sha256), file);
        }
    }

    @Override
    public void remove(String sha256) {
        visible.remove(sha256);
    }

    private record Part(NodeId from, String sha256) {}
}
