package io.yilu.sync;

import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person must look at: raised once for each cause and peer however often it strikes, until it is cleared. */
public interface Alarms {

    /**
     * Raises an alarm, or counts it again if it is open.
     *
     * @param code the error code, as listed in docs/errors.md
     * @param peer whom it concerns, or null for this node itself
     * @param text what happened and what to do, for IT staff; no personal data
     */
    void raise(String code, @Nullable NodeId peer, String text);

    /** Ends the alarm; does nothing if there is none. */
    void clear(String code, @Nullable NodeId peer);

    /** Those not cleared, the newest first. */
    List<Alarm> open();

    /**
     * One open alarm.
     *
     * @param since when it was first raised, this node's clock
     * @param last when it was last raised
     */
    record Alarm(String code, @Nullable NodeId peer, String text, Instant since, Instant last, long times) {}
}
