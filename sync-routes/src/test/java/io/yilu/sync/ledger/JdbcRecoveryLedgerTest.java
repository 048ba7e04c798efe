package io.yilu.sync.ledger;

import io.yilu.sync.engine.Ledger;

class JdbcRecoveryLedgerTest extends RecoveryLedgerContract {

    @Override
    Ledger fresh() {
        return TestDatabase.emptyLedger();
    }
}
