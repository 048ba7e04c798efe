package io.yilu.sync.ledger;

import io.yilu.sync.engine.Ledger;

class JdbcPeerStandingTest extends PeerStandingContract {

    @Override
    Ledger fresh() {
        return TestDatabase.emptyLedger();
    }
}
