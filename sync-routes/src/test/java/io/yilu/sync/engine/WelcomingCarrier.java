package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;

/** A line of a test in which no peer is refused: nobody has a reason to leave it. */
public interface WelcomingCarrier extends Carrier {

    @Override
    default void hangUp(NodeId peer) {
        throw new AssertionError("Nobody is refused on this line.");
    }
}
