package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;

/** The carrier as seen for one peer. */
record PeerLine(NodeId peer, Carrier carrier) {

    /** Sends, and tells whether the line took it. What it did not take stays in the ledger. */
    boolean offer(Frame frame) {
        try {
            carrier.send(peer, frame);
            return true;
        } catch (CarrierException lineDown) {
            return false;
        }
    }

    void redial() {
        carrier.redial(peer);
    }
}
