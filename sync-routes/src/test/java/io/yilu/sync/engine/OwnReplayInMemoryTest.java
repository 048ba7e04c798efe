package io.yilu.sync.engine;

import io.yilu.sync.ledger.MemoryLedger;
import java.util.UUID;

class OwnReplayInMemoryTest extends OwnReplayContract {

    @Override
    Ledger fresh(TickClock clock) {
        return new MemoryLedger(RebuiltTown.TOWN, UUID.randomUUID(), clock);
    }
}
