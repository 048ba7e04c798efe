package io.yilu.sync;

import io.yilu.schemas.identity.NodeId;
import java.util.Collection;
import java.util.function.Predicate;

/** Lets go of the bytes of files that another node has, and has in a backup too. */
@FunctionalInterface
public interface FilePurge {

    /**
     * Removes the bytes of files that went to the holder with these subjects and belong to nothing else, if everything about
     * their subjects is receipted and applied there and is in a finished backup of the holder. Does nothing while the line to
     * the holder is down or either side is being rebuilt, since what the holder last said may not hold any more.
     *
     * @param finished subjects that nothing more is to come of
     * @param needed names files, by SHA-256, that this node needs for something else
     * @return how many files are gone
     */
    int purge(NodeId holder, Collection<String> finished, Predicate<String> needed);
}
