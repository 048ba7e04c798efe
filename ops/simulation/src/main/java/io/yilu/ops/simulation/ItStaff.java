package io.yilu.ops.simulation;

import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.sync.Alarms.Alarm;
import io.yilu.sync.Repairs;
import io.yilu.sync.Repairs.HeldMessage;
import io.yilu.sync.Repairs.Query;
import io.yilu.sync.Repairs.Why;
import io.yilu.sync.engine.LedgerRepairs;
import java.util.Collection;
import java.util.List;

/**
 * The people who look after what the exchange leaves to them. A message under which the process died five times is quarantined by
 * design (law 4); a person has it tried again once the trouble is over, and it must get through then. A town that is not heard, because a late word of its copy came after the copy was found, is enrolled
 * once more.
 */
final class ItStaff {

    private static final String FENCED = "YILU-FENCE-001";
    private static final int LARGEST_PAGE = 200;

    private final PayloadCodec codec;
    private final Trace trace;
    private long retried;

    ItStaff(PayloadCodec codec, Trace trace) {
        this.codec = codec;
        this.trace = trace;
    }

    /** Lets every town speak of which this node says that another one speaks for it: no copy runs any more. */
    void enrol(SimulatedNode county, Collection<SimulatedNode> towns) {
        if (!county.isUp()) {
            return;
        }
        List<Alarm> alarms = county.ledgerNow().alarms().open();
        for (SimulatedNode town : towns) {
            if (alarms.stream()
                    .anyMatch(alarm -> alarm.code().equals(FENCED) && town.id().equals(alarm.peer()))) {
                county.admits(town.id(), town.instance());
                trace.everyone(county.id(), () -> "IT staff enrol " + town.id() + " again");
            }
        }
    }

    /** Has everything tried again that was given up at this node. */
    void lookAt(SimulatedNode node) {
        node.whileUp(exchange -> {
            Repairs repairs = new LedgerRepairs(
                    node.ledger(), codec, exchange, (step, subject, detail, reason) -> {}, event -> {}, node.clock());
            for (HeldMessage held :
                    repairs.messages(new Query(null, 0, LARGEST_PAGE)).rows()) {
                if (held.why() == Why.FAILED) {
                    repairs.retry(held.id(), "The trouble is over.");
                    retried++;
                    trace.about(held.subject(), node.id(), () -> "IT staff retry " + held.type() + ": " + held.error());
                }
            }
        });
    }

    /** How many messages were tried again. */
    long retried() {
        return retried;
    }
}
