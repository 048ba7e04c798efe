package io.yilu.sync.ledger;

import io.yilu.sync.engine.FileLedger;
import java.time.Clock;
import java.time.ZoneOffset;

class MemoryFileLedgerTest extends FileLedgerContract {

    @Override
    FileLedger fresh() {
        return new MemoryFileLedger(new UndoLog(), Clock.fixed(NOON, ZoneOffset.UTC));
    }
}
