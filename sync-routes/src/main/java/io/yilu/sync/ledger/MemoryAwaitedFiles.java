package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.FileStore.FileProgress;
import io.yilu.sync.Recovery;
import io.yilu.sync.engine.AwaitedFiles;
import io.yilu.sync.ledger.MemoryFileLedger.In;
import io.yilu.sync.ledger.MemoryFileLedger.InKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Files that a rebuilt node waits for, in memory, with their sizes. */
final class MemoryAwaitedFiles implements AwaitedFiles {

    private final UndoLog undo;
    private final MemoryFileLedger files;
    private final Map<InKey, Long> awaited;

    MemoryAwaitedFiles(UndoLog undo, MemoryFileLedger files) {
        this.undo = undo;
        this.files = files;
        this.awaited = undo.table(new HashMap<>());
    }

    @Override
    public Set<NodeId> peers() {
        synchronized (files) {
            Set<NodeId> peers = new TreeSet<>();
            awaited.keySet().forEach(key -> peers.add(key.peer()));
            return peers;
        }
    }

    @Override
    public void add(NodeId peer, Collection<FileRef> more) {
        synchronized (files) {
            for (FileRef file : more) {
                InKey key = new InKey(peer, file.sha256());
                if (!awaited.containsKey(key)) {
                    undo.put(awaited, key, file.size());
                }
            }
        }
    }

    @Override
    public Recovery.Files progress(NodeId peer) {
        synchronized (files) {
            Recovery.Files sum = Recovery.Files.NONE;
            for (InKey key : of(peer).toList()) {
                long size = awaited.getOrDefault(key, 0L);
                FileProgress here = files.progress(List.of(key.sha256())).stream()
                        .findFirst()
                        .orElse(new FileProgress(key.sha256(), size, 0, false));
                long missing = here.complete() ? 0 : size - Math.min(size, here.received());
                sum = new Recovery.Files(
                        sum.all() + 1,
                        sum.bytes() + size,
                        sum.missing() + (here.complete() ? 0 : 1),
                        sum.missingBytes() + missing);
            }
            return sum;
        }
    }

    @Override
    public List<String> wanted(NodeId peer, int limit) {
        synchronized (files) {
            return of(peer).flatMap(key -> Stream.ofNullable(files.announced()
                            .getOrDefault(key.sha256(), Map.of())
                            .get(peer)))
                    .filter(in -> !in.complete() && in.asideAt() == null)
                    .sorted(Comparator.comparing(In::announcedAt)
                            .thenComparing(in -> in.manifest().sha256()))
                    .limit(limit)
                    .map(in -> in.manifest().sha256())
                    .toList();
        }
    }

    @Override
    public void end(NodeId peer) {
        synchronized (files) {
            of(peer).toList().forEach(key -> undo.remove(awaited, key));
        }
    }

    private Stream<InKey> of(NodeId peer) {
        return awaited.keySet().stream().filter(key -> key.peer().equals(peer));
    }
}
