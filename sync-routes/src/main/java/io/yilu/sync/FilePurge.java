package io.yilu.sync;

import io.yilu.schemas.identity.NodeId;
import java.util.Collection;
import java.util.function.Predicate;

/** Lets go of the bytes of files that another node has, and has in a backup too. */
public interface FilePurge {

    /**
     * Whether this node knows what the holder has now and may count days: the line is up, nothing is being rebuilt, and the two
     * clocks, compared in this run, agree within a day.
     */
    boolean isSureOf(NodeId holder);

    /**
     * Removes the bytes of files that went to the holder with these subjects and belong to nothing else, if everything about
     * their subjects is receipted and applied there and is in a finished backup of the holder. Does nothing while this node is
     * not {@link #isSureOf sure of the holder}, since what that last said may not hold any more.
     *
     * @param finished subjects that nothing more is to come of
     * @param needed names files, by SHA-256, that this node needs for something else
     * @return how many files are gone
     */
    int purge(NodeId holder, Collection<String> finished, Predicate<String> needed);
}
