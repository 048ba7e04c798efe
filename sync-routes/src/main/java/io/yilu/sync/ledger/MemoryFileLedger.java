package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.FileStore.FileProgress;
import io.yilu.sync.engine.FileCareLedger;
import io.yilu.sync.engine.FileLedger;
import java.time.Clock;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files in memory: what is known of them, not their bytes. */
final class MemoryFileLedger implements FileLedger {

    private final UndoLog undo;
    private final Clock clock;
    private final Map<String, Known> files;
    private final Map<String, Map<NodeId, In>> incoming;
    /** What is still missing, in the order of its announcement: there may be a hundred times more that is not. */
    private final Map<InKey, In> missing;

    private final NavigableMap<OutKey, Out> outgoing;
    /** Those of {@link #outgoing} that are not receipted whole: few among very many. */
    private final NavigableMap<OutKey, OutKey> open;

    private final MemoryFileCareLedger care = new MemoryFileCareLedger(this);

    MemoryFileLedger(UndoLog undo, Clock clock) {
        this.undo = undo;
        this.clock = clock;
        this.files = undo.table(new TreeMap<>());
        this.incoming = undo.table(new LinkedHashMap<>());
        this.missing = undo.table(new LinkedHashMap<>());
        this.outgoing = undo.table(new TreeMap<>());
        this.open = undo.table(new TreeMap<>());
    }

    @Override
    public FileCareLedger care() {
        return care;
    }

    @Override
    public synchronized void addComplete(FileManifest manifest, Instant at) {
        putKnown(new Known(manifest, true, at, null));
        announcedBy(manifest.sha256()).keySet().forEach(peer -> change(peer, manifest.sha256(), In::whole));
    }

    @Override
    public synchronized void announce(FileManifest manifest, NodeId from, Instant at) {
        In in = announcedBy(manifest.sha256()).get(from);
        boolean here = isComplete(manifest.sha256());
        if (in == null) {
            putIn(from, new In(manifest, new BitSet(), here, false, 0, null, at));
        } else if ((in.asideAt != null && !in.manifest.equals(manifest)) || (in.complete && !here)) {
            putIn(from, new In(manifest, new BitSet(), false, in.brought, 0, null, in.announcedAt));
        }
    }

    @Override
    public synchronized Optional<FileManifest> manifest(String sha256) {
        return Optional.ofNullable(files.get(sha256))
                .map(Known::manifest)
                .or(() -> announcedBy(sha256).values().stream()
                        .filter(in -> in.asideAt == null)
                        .map(In::manifest)
                        .findFirst());
    }

    @Override
    public synchronized Optional<IncomingFile> incoming(NodeId from, String sha256) {
        return Optional.ofNullable(announcedBy(sha256).get(from))
                .map(in -> new IncomingFile(in.manifest, (BitSet) in.here.clone(), in.complete, in.asideAt != null));
    }

    @Override
    public synchronized BitSet addChunk(NodeId from, FileManifest manifest, int index) {
        In in = announcedBy(manifest.sha256()).get(from);
        BitSet here = in == null || in.complete ? new BitSet() : (BitSet) in.here.clone();
        here.set(index);
        setChunks(from, manifest, here);
        return (BitSet) here.clone();
    }

    @Override
    public synchronized void setChunks(NodeId from, FileManifest manifest, BitSet here) {
        change(from, manifest.sha256(), in -> in.complete ? in : in.with(here));
    }

    @Override
    public synchronized int failRound(NodeId from, String sha256, int most, Instant at) {
        change(from, sha256, in -> in.complete ? in : in.failed(in.rounds + 1 >= most ? at : null));
        return Optional.ofNullable(announcedBy(sha256).get(from))
                .map(In::rounds)
                .orElse(0);
    }

    @Override
    public synchronized void alreadyHere(NodeId from, String sha256) {
        change(from, sha256, In::whole);
    }

    @Override
    public synchronized void noteGiven(NodeId peer, String sha256) {
        change(peer, sha256, In::given);
    }

    @Override
    public synchronized void markComplete(NodeId from, FileManifest manifest, Instant at) {
        noteGiven(from, manifest.sha256());
        addComplete(manifest, at);
    }

    @Override
    public synchronized List<Incomplete> incomplete(NodeId from, @Nullable Incomplete after, int limit) {
        Comparator<Incomplete> byAge =
                Comparator.comparing(Incomplete::announcedAt).thenComparing(Incomplete::sha256);
        return missingFrom(from)
                .filter(in -> in.asideAt == null)
                .map(in -> new Incomplete(in.manifest.sha256(), in.announcedAt, in.received() >= in.manifest.size()))
                .filter(file -> after == null || byAge.compare(file, after) > 0)
                .sorted(byAge)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<FileProgress> progress(Collection<String> sha256s) {
        return sha256s.stream()
                .distinct()
                .flatMap(sha256 -> progress(sha256).stream())
                .toList();
    }

    private Optional<FileProgress> progress(String sha256) {
        Stream<FileProgress> own = Stream.ofNullable(files.get(sha256))
                .map(known -> new FileProgress(
                        sha256, known.manifest.size(), known.complete ? known.manifest.size() : 0, known.complete));
        Stream<FileProgress> coming = announcedBy(sha256).values().stream()
                .filter(in -> !in.complete)
                .map(in -> new FileProgress(sha256, in.manifest.size(), in.received(), false));
        return Stream.concat(own, coming)
                .max(Comparator.comparing(FileProgress::complete).thenComparing(FileProgress::received));
    }

    @Override
    public synchronized void addOutgoing(NodeId destination, String subject, FileManifest manifest) {
        OutKey key = new OutKey(destination, manifest.sha256(), subject);
        if (!outgoing.containsKey(key)) {
            putOut(key, new Out(manifest.size(), 0, false, clock.instant()));
        }
    }

    private void putOut(OutKey key, Out out) {
        undo.put(outgoing, key, out);
        if (!out.complete) {
            undo.put(open, key, key);
        } else if (open.containsKey(key)) {
            undo.remove(open, key);
        }
    }

    @Override
    public synchronized boolean isOutgoing(NodeId destination, String sha256) {
        return !OutKey.of(outgoing, destination, sha256).isEmpty();
    }

    @Override
    public synchronized boolean cameFrom(NodeId peer, String sha256) {
        In in = announcedBy(sha256).get(peer);
        return in != null && in.brought;
    }

    /** The peer lost these subjects' files; what it has of them is asked anew. */
    synchronized void reopen(NodeId destination, Set<String> subjects) {
        OutKey.of(outgoing, destination).entrySet().stream()
                .filter(entry -> subjects.contains(entry.getKey().subject))
                .toList()
                .forEach(entry ->
                        putOut(entry.getKey(), new Out(entry.getValue().size, 0, false, entry.getValue().createdAt)));
    }

    @Override
    public synchronized Set<String> receipted(NodeId destination, String sha256, long receivedBytes, boolean complete) {
        Set<String> subjects = new TreeSet<>();
        for (OutKey key : List.copyOf(OutKey.of(open, destination, sha256).keySet())) {
            Out out = Objects.requireNonNull(outgoing.get(key));
            long bytes = complete ? out.size : Math.min(out.size, Math.max(out.receipted, receivedBytes));
            putOut(key, new Out(out.size, bytes, complete, out.createdAt));
            subjects.add(key.subject);
        }
        return subjects;
    }

    @Override
    public synchronized List<String> unreceipted(NodeId destination, int limit) {
        return open(destination).stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().createdAt))
                .map(entry -> entry.getKey().sha256)
                .distinct()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Missing missing(NodeId from) {
        List<In> open = missingFrom(from).toList();
        return new Missing(
                open.size(),
                open.stream()
                        .mapToLong(in -> in.manifest.size() - in.received())
                        .sum());
    }

    /** The files that this peer has not receipted whole. */
    synchronized List<Map.Entry<OutKey, Out>> open(NodeId destination) {
        return OutKey.of(open, destination).keySet().stream()
                .map(key -> Map.entry(key, Objects.requireNonNull(outgoing.get(key))))
                .toList();
    }

    /** The files of this subject that some peer has not receipted whole. */
    synchronized List<Out> open(String subject) {
        return open.keySet().stream()
                .filter(key -> key.subject.equals(subject))
                .map(key -> Objects.requireNonNull(outgoing.get(key)))
                .toList();
    }

    // ---- for the ledger of their care

    Map<String, Known> known() {
        return files;
    }

    Map<String, Map<NodeId, In>> announced() {
        return incoming;
    }

    /** Peers that have receipted this file whole. */
    synchronized Set<NodeId> holders(String sha256) {
        return rowsOf(sha256)
                .filter(entry -> entry.getValue().complete)
                .map(entry -> entry.getKey().peer)
                .collect(Collectors.toSet());
    }

    private Stream<Map.Entry<OutKey, Out>> rowsOf(String sha256) {
        return outgoing.entrySet().stream()
                .filter(entry -> entry.getKey().sha256.equals(sha256));
    }

    /** Whether the file goes to this peer with these subjects and with nothing else, and has arrived there. */
    synchronized boolean belongsOnlyTo(NodeId peer, Collection<String> subjects, String sha256) {
        List<Map.Entry<OutKey, Out>> all = rowsOf(sha256).toList();
        return !all.isEmpty()
                && all.stream()
                        .allMatch(entry -> entry.getValue().complete
                                && entry.getKey().peer.equals(peer)
                                && subjects.contains(entry.getKey().subject));
    }

    void putKnown(Known known) {
        undo.put(files, known.manifest.sha256(), known);
    }

    void putIn(NodeId from, In in) {
        String sha256 = in.manifest.sha256();
        Map<NodeId, In> peers = new TreeMap<>(announcedBy(sha256));
        peers.put(from, in);
        undo.put(incoming, sha256, peers);
        InKey key = new InKey(from, sha256);
        if (in.complete) {
            undo.remove(missing, key);
        } else {
            undo.put(missing, key, in);
        }
    }

    void change(NodeId from, String sha256, UnaryOperator<In> change) {
        In in = announcedBy(sha256).get(from);
        if (in != null) {
            putIn(from, change.apply(in));
        }
    }

    private Map<NodeId, In> announcedBy(String sha256) {
        return incoming.getOrDefault(sha256, Map.of());
    }

    private boolean isComplete(String sha256) {
        Known known = files.get(sha256);
        return known != null && known.complete;
    }

    private Stream<In> missingFrom(NodeId from) {
        return missing.entrySet().stream()
                .filter(entry -> entry.getKey().peer.equals(from))
                .map(Map.Entry::getValue);
    }

    /** A file that is, or was, whole here. */
    record Known(
            FileManifest manifest,
            boolean complete,
            Instant checkedAt,
            @Nullable Instant lostAt) {}

    /** A file as one peer announced it. */
    record In(
            FileManifest manifest,
            BitSet here,
            boolean complete,
            boolean brought,
            int rounds,
            @Nullable Instant asideAt,
            Instant announcedAt) {

        long received() {
            return manifest.bytesOf(here);
        }

        In with(BitSet chunks) {
            return new In(manifest, (BitSet) chunks.clone(), complete, brought, rounds, asideAt, announcedAt);
        }

        In whole() {
            return new In(manifest, new BitSet(), true, brought, 0, null, announcedAt);
        }

        In given() {
            return new In(manifest, here, complete, true, rounds, asideAt, announcedAt);
        }

        In failed(@Nullable Instant aside) {
            return new In(manifest, new BitSet(), false, brought, rounds + 1, aside, announcedAt);
        }

        In anotherChance() {
            return new In(manifest, here, complete, brought, 0, null, announcedAt);
        }
    }

    record InKey(NodeId peer, String sha256) {}

    /** In an order that keeps a peer's files, and of them the rows of one file, together. */
    record OutKey(NodeId peer, String sha256, String subject) implements Comparable<OutKey> {

        /** Comes after every subject and hash. */
        private static final String END = "\uffff";

        static <V> NavigableMap<OutKey, V> of(NavigableMap<OutKey, V> map, NodeId peer) {
            return map.subMap(new OutKey(peer, "", ""), true, new OutKey(peer, END, END), true);
        }

        static <V> NavigableMap<OutKey, V> of(NavigableMap<OutKey, V> map, NodeId peer, String sha256) {
            return map.subMap(new OutKey(peer, sha256, ""), true, new OutKey(peer, sha256, END), true);
        }

        @Override
        public int compareTo(OutKey other) {
            int byPeer = peer.compareTo(other.peer);
            int byFile = byPeer != 0 ? byPeer : sha256.compareTo(other.sha256);
            return byFile != 0 ? byFile : subject.compareTo(other.subject);
        }
    }

    record Out(long size, long receipted, boolean complete, Instant createdAt) {}
}
