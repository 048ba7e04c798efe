package io.yilu.sync.boot;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Ledger;

/**
 * A township's database that has neither heard the county nor written to it cannot know whether its site had a life before:
 * the disk may be new because the old one broke. Only the county knows, so it is asked before anything is accepted; where
 * there was none, the answer is one empty frame.
 */
final class FirstLife {

    private FirstLife() {}

    static void askForFormerOnes(Ledger ledger) {
        if (ledger.identity().node().isCounty()) {
            return;
        }
        ledger.inTransaction(() -> {
            boolean untouched = ledger.peers().of(NodeId.COUNTY).isEmpty()
                    && ledger.outbox().lastSequence(NodeId.COUNTY) == 0;
            if (untouched) {
                ledger.recovery().begin(NodeId.COUNTY);
            }
        });
    }
}
