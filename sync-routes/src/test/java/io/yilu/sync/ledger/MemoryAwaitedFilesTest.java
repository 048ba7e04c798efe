package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Ledger;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;

class MemoryAwaitedFilesTest extends AwaitedFilesContract {

    @Override
    Ledger fresh() {
        return new MemoryLedger(NodeId.COUNTY, UUID.randomUUID(), Clock.fixed(LedgerContract.NOON, ZoneOffset.UTC));
    }
}
