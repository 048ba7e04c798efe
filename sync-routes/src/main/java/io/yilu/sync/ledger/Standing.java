package io.yilu.sync.ledger;

import io.yilu.sync.Repairs.Why;
import io.yilu.sync.engine.InboxLedger.State;

/**
 * Where a held message stands, to say why it is not applied.
 *
 * @param itsTurn whether everything before it in its subject is done with
 * @param turnIsHere whether the one whose turn it is has come
 * @param failed whether it was tried and went wrong
 */
record Standing(State state, boolean itsTurn, boolean turnIsHere, boolean failed, boolean requested) {

    Why why() {
        if (requested) {
            return Why.REQUESTED;
        }
        return switch (state) {
            case QUARANTINED -> Why.FAILED;
            case UNKNOWN -> Why.UNKNOWN;
            case WAITING, APPLIED, DISCARDED -> waiting();
        };
    }

    private Why waiting() {
        if (itsTurn) {
            return failed ? Why.TRIED_AGAIN : Why.ITS_TURN;
        }
        return turnIsHere ? Why.BEHIND_HELD : Why.BEHIND_MISSING;
    }
}
