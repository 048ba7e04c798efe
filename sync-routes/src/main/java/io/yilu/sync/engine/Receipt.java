package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Lineage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one side holds of the other's stream: a cumulative mark with its exceptions (law 3).
 *
 * @param committedThrough every sequence up to this one is committed in the receiver's ledger
 * @param beyond sequences above the mark that are committed as well, since frames may overtake each other
 * @param held committed sequences that are not applied yet: parked behind a gap, quarantined, or of an unknown kind
 * @param chain the hash chain of the stream at the mark, or empty where it was cut by a message that stands for a lost one
 * @param backedUpThrough every sequence up to this one, with its files, is in a finished backup of the receiver; null if the
 *     receiver says nothing of backups
 */
public record Receipt(
        long committedThrough,
        List<Long> beyond,
        List<Long> held,
        String chain,
        @Nullable Long backedUpThrough) {

    /** Nothing of the stream is held. */
    public static final Receipt NOTHING = new Receipt(0, List.of(), List.of(), Lineage.GENESIS);

    /** At most so many exceptions are named; the others are told by a later receipt. */
    public static final int MOST_EXCEPTIONS = 500;

    /** From a receiver that says nothing of backups. */
    public Receipt(long committedThrough, List<Long> beyond, List<Long> held, String chain) {
        this(committedThrough, beyond, held, chain, null);
    }

    public Receipt {
        beyond = List.copyOf(beyond);
        held = List.copyOf(held);
    }

    /** The highest sequence that is held. */
    public long top() {
        return beyond.stream().reduce(committedThrough, Math::max);
    }
}
