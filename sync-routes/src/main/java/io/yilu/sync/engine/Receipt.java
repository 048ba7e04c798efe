package io.yilu.sync.engine;

import java.util.List;

/**
 * What one side holds of the other's stream: a cumulative mark with its exceptions (law 3).
 *
 * @param committedThrough every sequence up to this one is committed in the receiver's ledger
 * @param beyond sequences above the mark that are committed as well, since frames may overtake each other
 * @param held committed sequences that are not applied yet: parked behind a gap, quarantined, or of an unknown kind
 */
public record Receipt(long committedThrough, List<Long> beyond, List<Long> held) {

    /** At most so many exceptions are named; the others are told by a later receipt. */
    public static final int MOST_EXCEPTIONS = 500;

    public Receipt {
        beyond = List.copyOf(beyond);
        held = List.copyOf(held);
    }
}
