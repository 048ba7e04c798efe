package io.yilu.sync.ledger;

import io.yilu.sync.engine.Ledger;

class JdbcAwaitedFilesTest extends AwaitedFilesContract {

    @Override
    Ledger fresh() {
        return TestDatabase.emptyLedger();
    }
}
