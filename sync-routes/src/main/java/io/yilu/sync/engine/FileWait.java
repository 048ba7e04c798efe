package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import io.yilu.sync.FileStore.FileProgress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a rebuilt node waiting until the files that its work needs are on its disk again, by the line, by a stick or because
 * somebody still had the very same ones; a new scan is another file.
 */
final class FileWait {

    private static final Logger log = LoggerFactory.getLogger(FileWait.class);
    private static final int AT_ONCE = 500;

    private final NodeId peer;
    private final EnginePorts ports;
    private final Handlers handlers;
    private final LostFiles losses;

    FileWait(NodeId peer, EnginePorts ports, Handlers handlers, Clock clock) {
        this.peer = peer;
        this.ports = ports;
        this.handlers = handlers;
        this.losses = new LostFiles(ports, clock);
    }

    boolean isOn() {
        return awaited().isOn(peer);
    }

    /** The files that the work here needs and that are not whole on this disk; some of them may never have been heard of. */
    List<FileRef> missing() {
        List<FileRef> needed = handlers.neededFiles();
        List<FileRef> missing = new ArrayList<>();
        for (int from = 0; from < needed.size(); from += AT_ONCE) {
            missing.addAll(missing(needed.subList(from, Math.min(needed.size(), from + AT_ONCE))));
        }
        return missing;
    }

    private List<FileRef> missing(Collection<FileRef> some) {
        Map<String, FileProgress> known =
                ports
                        .ledger()
                        .files()
                        .progress(some.stream().map(FileRef::sha256).toList())
                        .stream()
                        .collect(Collectors.toMap(FileProgress::sha256, Function.identity()));
        return some.stream().filter(file -> !isHere(known.get(file.sha256()))).toList();
    }

    /** A backup whose files were not all put back knows of more than its disk holds. */
    private boolean isHere(@Nullable FileProgress file) {
        if (file == null || !file.complete()) {
            return false;
        }
        boolean here = ports.chunks().sizeOf(file.sha256()) == file.size();
        if (!here) {
            losses.lost(file.sha256());
        }
        return here;
    }

    /** In the caller's transaction, which ends the wait for messages. */
    void begin(List<FileRef> missing) {
        if (!missing.isEmpty()) {
            awaited().add(peer, missing);
        }
    }

    /** Ends the wait once everything is here. What has become work since is looked at then, so that little is looked at often. */
    void look() {
        if (!isOn() || awaited().progress(peer).missing() > 0) {
            return;
        }
        List<FileRef> more = missing();
        if (!more.isEmpty()) {
            ports.ledger().inTransaction(() -> awaited().add(peer, more));
            return;
        }
        ports.ledger().inTransaction(() -> awaited().end(peer));
        log.info("This node has all files back that its work with {} needs", peer);
        ports.events().accept(new LinkMoved(peer));
    }

    private AwaitedFiles awaited() {
        return ports.ledger().recovery().files();
    }
}
