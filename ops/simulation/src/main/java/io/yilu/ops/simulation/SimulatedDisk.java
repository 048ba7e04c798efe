package io.yilu.ops.simulation;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.ChunkHashes;
import io.yilu.sync.engine.ChunkStore;
import io.yilu.sync.engine.Hashes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node's files in memory, on a disk that can be full, unreadable, or store other bytes than it was given. */
final class SimulatedDisk implements ChunkStore {

    static final int CHUNK = 1024;

    private final Map<String, byte[]> visible = new HashMap<>();
    private final Map<Part, byte[]> parts = new HashMap<>();
    private final Checker checker;
    private final Trouble full = new Trouble();
    private final Trouble unreadable = new Trouble();
    private final CountedTrouble spoiledWrites = new CountedTrouble();

    SimulatedDisk(Checker checker) {
        this.checker = checker;
    }

    /** A scan is stored at this node. */
    FileManifest store(byte[] content) {
        if (full.hinders()) {
            throw trouble("The disk is full");
        }
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        for (int from = 0; from < content.length; from += CHUNK) {
            byte[] chunk = Arrays.copyOfRange(content, from, Math.min(content.length, from + CHUNK));
            hashes.write(Hashes.sha256().digest(chunk), 0, FileManifest.HASH_BYTES);
        }
        String sha256 = Hashes.sha256Hex(content);
        visible.putIfAbsent(sha256, content);
        return new FileManifest(
                sha256, content.length, CHUNK, Base64.getEncoder().encodeToString(hashes.toByteArray()));
    }

    /** The files that a backup holds. */
    Map<String, byte[]> backup() {
        return Map.copyOf(visible);
    }

    /** Another disk, with these files only. Returns what is gone. */
    Set<String> restore(Map<String, byte[]> backup) {
        Set<String> gone = new HashSet<>(visible.keySet());
        gone.removeAll(backup.keySet());
        visible.clear();
        visible.putAll(backup);
        parts.clear();
        return gone;
    }

    byte @Nullable [] content(String sha256) {
        return visible.get(sha256);
    }

    Trouble full() {
        return full;
    }

    Trouble unreadable() {
        return unreadable;
    }

    /** The next writes store a wrong byte each. */
    CountedTrouble spoiledWrites() {
        return spoiledWrites;
    }

    /** Part files are gone though the ledger's bitmaps say that they are here. Returns whether there were any. */
    boolean loseParts() {
        boolean wereAny = !parts.isEmpty();
        parts.clear();
        return wereAny;
    }

    /** The last file that became visible holds other bytes: only the checker's own test does this. */
    void sabotage(String sha256) {
        byte[] content = Objects.requireNonNull(visible.get(sha256)).clone();
        content[content.length - 1] ^= 1;
        visible.put(sha256, content);
    }

    void heal() {
        full.heal();
        unreadable.heal();
        spoiledWrites.heal();
    }

    @Override
    public byte[] read(FileManifest manifest, int index) {
        byte[] content = visible.get(manifest.sha256());
        if (content == null || unreadable.hinders()) {
            throw trouble("The disk gives nothing back");
        }
        int from = index * manifest.chunkSize();
        return Arrays.copyOfRange(content, from, from + manifest.lengthOf(index));
    }

    @Override
    public void write(NodeId from, FileManifest manifest, int index, byte[] bytes) {
        if (full.hinders()) {
            throw trouble("The disk is full");
        }
        byte[] part = parts.computeIfAbsent(new Part(from, manifest.sha256()), key -> new byte[(int) manifest.size()]);
        System.arraycopy(bytes, 0, part, index * manifest.chunkSize(), bytes.length);
        if (spoiledWrites.hinders()) {
            part[index * manifest.chunkSize()] ^= 1;
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
        visible.put(manifest.sha256(), checker.fileCompleted(manifest.sha256(), part));
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
        byte[] content = visible.get(sha256);
        return content == null ? -1 : content.length;
    }

    @Override
    public boolean isSound(String sha256) {
        byte[] content = visible.get(sha256);
        return content != null && Hashes.sha256Hex(content).equals(sha256);
    }

    @Override
    public void takeBack(NodeId from, String sha256) {
        byte[] content = visible.remove(sha256);
        if (content != null) {
            parts.put(new Part(from, sha256), content.clone());
        }
    }

    @Override
    public void remove(String sha256) {
        visible.remove(sha256);
    }

    private static TransientException trouble(String what) {
        return new TransientException("YILU-FILE-004", what + ".", "The exchange tries again by itself.");
    }

    private record Part(NodeId from, String sha256) {}
}
