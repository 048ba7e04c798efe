package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.Payload;
import java.time.Instant;

/**
 * Where the sender's audit log ends today, for the receiver to keep: a log that is rewritten later contradicts it.
 *
 * @param entries how many entries there are
 * @param hash SHA-256 of the last one, in hex; 64 zeros for an empty log
 * @param anchoredAt the sender's clock
 * @param earlierEntries how many there were when the sender last said so; 0 the first time
 * @param earlierHash the hash of that entry as the log stands now, {@link #GONE} if there is no such entry any more
 */
public record AuditAnchored(long entries, String hash, Instant anchoredAt, long earlierEntries, String earlierHash)
        implements Payload {

    /** In the place of a hash: the entry is not there any more. */
    public static final String GONE = "gone";
}
