package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.FileStore.FileProgress;
import io.yilu.sync.engine.FileLedger;
import java.time.Clock;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files in memory: what is known of them, not their bytes. */
final class MemoryFileLedger implements FileLedger {

    private final UndoLog undo;
    private final Clock clock;
    private final Map<String, Known> files = new ConcurrentHashMap<>();
    private final Map<In, In> incoming = new LinkedHashMap<>();
    private final Map<OutKey, Out> outgoing = new LinkedHashMap<>();

    MemoryFileLedger(UndoLog undo, Clock clock) {
        this.undo = undo;
        this.clock = clock;
    }

    @Override
    public synchronized void addComplete(FileManifest manifest, Instant at) {
        undo.put(files, manifest.sha256(), new Known(manifest, new BitSet(), manifest.size(), true));
    }

    @Override
    public synchronized void announce(FileManifest manifest, NodeId from, Instant at) {
        if (!files.containsKey(manifest.sha256())) {
            undo.put(files, manifest.sha256(), new Known(manifest, new BitSet(), 0, false));
        }
        In key = new In(from, manifest.sha256());
        if (!incoming.containsKey(key)) {
            undo.put(incoming, key, key);
        }
    }

    @Override
    public Optional<FileManifest> manifest(String sha256) {
        return Optional.ofNullable(files.get(sha256)).map(Known::manifest);
    }

    @Override
    public Optional<BitSet> chunksHere(String sha256) {
        return Optional.ofNullable(files.get(sha256)).map(known -> (BitSet) known.here.clone());
    }

    @Override
    public synchronized void addChunk(FileManifest manifest, int index) {
        Known known = files.get(manifest.sha256());
        if (known != null && !known.complete) {
            BitSet here = (BitSet) known.here.clone();
            here.set(index);
            long bytes = here.stream().mapToLong(manifest::lengthOf).sum();
            undo.put(files, manifest.sha256(), new Known(known.manifest, here, bytes, false));
        }
    }

    @Override
    public synchronized void forgetChunks(String sha256) {
        Known known = files.get(sha256);
        if (known != null && !known.complete) {
            undo.put(files, sha256, new Known(known.manifest, new BitSet(), 0, false));
        }
    }

    @Override
    public synchronized void markComplete(String sha256, Instant at) {
        Known known = files.get(sha256);
        if (known != null) {
            undo.put(files, sha256, new Known(known.manifest, known.here, known.manifest.size(), true));
        }
    }

    @Override
    public synchronized List<FileManifest> incomplete(NodeId from, int limit) {
        return missingFrom(from).limit(limit).map(Known::manifest).toList();
    }

    @Override
    public List<FileProgress> progress(Collection<String> sha256s) {
        return sha256s.stream()
                .distinct()
                .flatMap(sha256 -> Stream.ofNullable(files.get(sha256)))
                .map(known -> new FileProgress(
                        known.manifest.sha256(), known.manifest.size(), known.received, known.complete))
                .toList();
    }

    @Override
    public synchronized void addOutgoing(NodeId destination, String subject, FileManifest manifest) {
        OutKey key = new OutKey(destination, subject, manifest.sha256());
        if (!outgoing.containsKey(key)) {
            undo.put(outgoing, key, new Out(manifest.size(), 0, false, clock.instant()));
        }
    }

    @Override
    public synchronized boolean isOutgoing(NodeId destination, String sha256) {
        return outgoing.keySet().stream().anyMatch(key -> key.peer.equals(destination) && key.sha256.equals(sha256));
    }

    @Override
    public synchronized Set<String> receipted(NodeId destination, String sha256, long receivedBytes, boolean complete) {
        List<OutKey> keys = outgoing.keySet().stream()
                .filter(key -> key.peer.equals(destination) && key.sha256.equals(sha256))
                .toList();
        for (OutKey key : keys) {
            Out out = outgoing.get(key);
            if (out != null && !out.complete) {
                long bytes = complete ? out.size : Math.min(out.size, Math.max(out.receipted, receivedBytes));
                undo.put(outgoing, key, new Out(out.size, bytes, complete, out.createdAt));
            }
        }
        return keys.stream().map(OutKey::subject).collect(Collectors.toSet());
    }

    @Override
    public synchronized List<String> unreceipted(NodeId destination, int limit) {
        return outgoing.entrySet().stream()
                .filter(entry -> entry.getKey().peer.equals(destination) && !entry.getValue().complete)
                .map(entry -> entry.getKey().sha256)
                .distinct()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Missing missing(NodeId from) {
        List<Known> missing = missingFrom(from).toList();
        return new Missing(
                missing.size(),
                missing.stream()
                        .mapToLong(known -> known.manifest.size() - known.received)
                        .sum());
    }

    /** Unreceipted outgoing files, by the test that selects them. */
    synchronized List<Map.Entry<OutKey, Out>> open() {
        return outgoing.entrySet().stream()
                .filter(entry -> !entry.getValue().complete)
                .toList();
    }

    private Stream<Known> missingFrom(NodeId from) {
        return incoming.keySet().stream()
                .filter(in -> in.peer.equals(from))
                .flatMap(in -> Stream.ofNullable(files.get(in.sha256)))
                .filter(known -> !known.complete);
    }

    record Known(FileManifest manifest, BitSet here, long received, boolean complete) {}

    record In(NodeId peer, String sha256) {}

    record OutKey(NodeId peer, String subject, String sha256) {}

    record Out(long size, long receipted, boolean complete, Instant createdAt) {}
}
