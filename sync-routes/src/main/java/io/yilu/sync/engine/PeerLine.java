package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;

/** The carrier as seen for one peer, with what was learned about the line. */
record PeerLine(NodeId peer, Carrier carrier, LineMeter meter) {

    /** Sends, and tells whether the line took it. What it did not take stays in the ledger. */
    boolean offer(Frame frame) {
        return put(frame) > 0;
    }

    /** Sends, and tells how many bytes the line took: 0 if it takes nothing. */
    int put(Frame frame) {
        try {
            EncodedFrame encoded = EncodedFrame.of(frame);
            carrier.send(peer, encoded);
            return encoded.bytes().length;
        } catch (CarrierException lineDown) {
            return 0;
        }
    }

    void redial() {
        carrier.redial(peer);
    }
}
