package io.yilu.sync;

import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was turned away at the border: nothing that is refused goes unlogged, uncounted or unseen, and no flood of it fills
 * the log or the database.
 */
public interface Refusals {

    /**
     * Counts a refusal, logs it and raises an alarm; of many of one kind in a row only some are logged.
     *
     * @param code the error code, as listed in docs/errors.md
     * @param peer who was refused as far as that is proved, or null
     * @param words why, for IT staff: nothing of what was sent, no personal data
     */
    void refused(String code, @Nullable NodeId peer, String words);

    /** Counts a refusal whose log line and alarm the caller keeps itself, since it also knows when it is over. */
    void counted(String code, @Nullable NodeId peer, String words);

    /** Everything refused since the node was started, the latest first. */
    List<Refusal> all();

    /**
     * One kind of refusal.
     *
     * @param times since the node was started
     * @param last when it was refused last, this node's clock
     * @param words why it was refused last
     */
    record Refusal(String code, @Nullable NodeId peer, long times, Instant last, String words) {}
}
