package io.yilu.sync.ledger;

import io.yilu.sync.engine.Ledger;

class JdbcReplayOrderTest extends ReplayOrderContract {

    @Override
    Ledger fresh() {
        return TestDatabase.emptyLedger();
    }
}
