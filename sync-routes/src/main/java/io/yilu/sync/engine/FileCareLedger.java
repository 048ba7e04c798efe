package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: which of the files on this disk were checked, which were lost, and which need a person's eye. */
public interface FileCareLedger {

    /** Whole files by name, after this one: for a look at their sizes. */
    List<FileManifest> complete(String afterSha256, int limit);

    /**
     * Whole files whose hash was not checked since this moment, those longest unchecked first. A check of a day that has not come
     * was noted while the date was set wrong: it says nothing (law 9).
     */
    List<FileManifest> uncheckedSince(Instant moment, Instant now, int limit);

    void markChecked(String sha256, Instant at);

    /**
     * The disk no longer holds this file: it counts as missing, and is asked for again from whoever announced it or has
     * receipted it whole. Returns whom; empty if nobody else has it.
     */
    Set<NodeId> markLost(String sha256, Instant at);

    /**
     * Whole files that went to the peer with these subjects, which has receipted them whole, and that belong to nothing else:
     * no other subject, no other peer, and no peer brought them here.
     */
    List<String> onlyOf(NodeId peer, Collection<String> subjects, int limit);

    /** The bytes were removed on purpose: the file is not here, and nobody is asked for it. */
    void markPurged(String sha256, Instant at);

    /** Files that need a person's eye, oldest first: manifests put aside, files lost. */
    List<Trouble> troubles(int limit);

    /** Gives the manifests of this file that were put aside another chance. */
    void tryAgain(String sha256);

    /** How many whole files there are and how many of them {@link #uncheckedSince} does not name. */
    Checked checkedSince(Instant moment, Instant now);

    /**
     * A file in trouble.
     *
     * @param peer whose manifest was put aside; null for a file that this disk has lost
     */
    record Trouble(String sha256, long size, @Nullable NodeId peer, Instant since) {}

    /** The slow check of all hashes. */
    record Checked(long files, long checked) {}
}
