package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;

/** Port: gives frames to the line. It promises nothing: a frame may be lost, doubled or late; the ledger makes it good. */
public interface Carrier {

    /**
     * Hands a frame to the line without waiting for the other side.
     *
     * @throws CarrierException if the line is known to be down; the caller keeps the frame's content in the ledger
     */
    void send(NodeId peer, EncodedFrame frame);

    /**
     * Drops the line to this peer without a farewell, since a dead one would not hear it, and dials it anew in the background.
     * A dial that is under way goes on.
     */
    void redial(NodeId peer);

    /** Drops the line to this peer, if it is this side's to drop, until it is dialled anew. */
    void hangUp(NodeId peer);
}
