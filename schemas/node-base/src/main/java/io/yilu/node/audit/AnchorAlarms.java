package io.yilu.node.audit;

import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.util.List;

/** Port: the open alarms about the logs of other nodes, for the page of the log. */
public interface AnchorAlarms {

    /** The newest first. */
    List<AnchorAlarm> open();

    /**
     * One of them.
     *
     * @param text what happened and what to do
     * @param since this node's clock
     * @param endedByPerson whether it stays until somebody ends it; any other ends with its cause
     */
    record AnchorAlarm(String code, NodeId node, String text, Instant since, boolean endedByPerson) {}
}
