package io.yilu.schemas.exchange;

import java.util.Locale;

/** The three lanes of a link, each its own queue and its own connection, so that small things overtake big ones. */
public enum Lane {
    /** Hello, receipts, heartbeats; approvals and results. */
    CONTROL,
    /** Applications and what belongs to them. */
    CASE,
    /** Chunks of files. */
    FILE;

    /** The lane's name in queue names, route ids and metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
