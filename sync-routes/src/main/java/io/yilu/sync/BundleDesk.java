package io.yilu.sync;

import io.yilu.schemas.identity.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The road that is a stick (law 12), as pages and the API ask for it: exports and imports run beside the request, one at a
 * time, since gigabytes take minutes.
 */
public interface BundleDesk {

    /** Whether a place for a stick is set up at this machine, and one is there. */
    boolean hasStick();

    /**
     * Writes what waits for the peer to the stick of this machine, or to where a browser can fetch it.
     *
     * @param done told once it has ended, well or not
     */
    BundleJob export(NodeId peer, boolean toStick, Consumer<BundleJob> done);

    /**
     * Takes in every bundle on the stick of this machine.
     *
     * @param lastCopy a person vouches that the sender's machine is lost and this is the last copy
     */
    BundleJob importStick(boolean lastCopy, Consumer<BundleJob> done);

    /** Takes in one file that came by a browser. */
    BundleJob importUpload(InputStream content, boolean lastCopy, Consumer<BundleJob> done) throws IOException;

    /** Makes the second copy of never-synced work now. */
    BundleJob makeSecondCopy(Consumer<BundleJob> done);

    /** The job that runs, or the last one that ran since the start. */
    Optional<BundleJob> job();

    /** A part that was written for a browser; empty for any other name. */
    Optional<Path> download(String name);

    /** Parts that went to this peer or came from it, the newest first. */
    List<BundlePart> latest(NodeId peer, int limit);

    /** Whether the peer asked, by its last bundle, for the history that it lost; the next export brings it. */
    boolean wantsHistory(NodeId peer);

    /** Whether second copies are made at all. */
    boolean isSecondCopyPlanned();

    /** When the last complete second copy was made, this node's clock. */
    Optional<Instant> secondCopyMadeAt();

    /**
     * What was written.
     *
     * @param files names of the parts
     * @param missingFiles files that should have gone along and are not on this disk
     */
    record Exported(NodeId peer, UUID bundle, List<String> files, long messages, long bytes, long missingFiles) {}

    /** What an import came to. */
    record Imported(List<ImportedBundle> bundles, List<Refusal> refused) {
        public Imported {
            bundles = List.copyOf(bundles);
            refused = List.copyOf(refused);
        }
    }

    /**
     * One bundle of an import.
     *
     * @param freshMessages how many messages were new here
     * @param missing parts that are still to be taken in, this time or an earlier time included
     * @param endKnown whether the part with which it ends was taken in; if not, more may follow after the last
     */
    record ImportedBundle(
            UUID bundle,
            NodeId sender,
            Instant createdAt,
            long messages,
            long freshMessages,
            long chunks,
            long freshChunks,
            List<Integer> missing,
            boolean endKnown) {

        /** Whether nothing of the bundle is outstanding. */
        public boolean isComplete() {
            return missing.isEmpty() && endKnown;
        }
    }

    /** A file that was not taken in, and why. */
    record Refusal(String file, String code, String what, String whatToDo) {}
}
