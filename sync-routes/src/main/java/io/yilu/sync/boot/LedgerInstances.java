package io.yilu.sync.boot;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Instances;
import io.yilu.sync.engine.Exchange;
import io.yilu.sync.engine.Ledger;
import java.util.UUID;
import java.util.function.Supplier;

/** The exchange's fence, as enrolment sees it. The exchange is looked up late, since handlers of its messages may enrol too. */
record LedgerInstances(Ledger ledger, Supplier<Exchange> exchange) implements Instances {

    @Override
    public UUID own() {
        return ledger.identity().instance();
    }

    @Override
    public void admit(NodeId peer, UUID instance) {
        exchange.get().admit(peer, instance);
    }
}
