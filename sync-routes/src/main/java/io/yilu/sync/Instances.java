package io.yilu.sync;

import io.yilu.schemas.identity.NodeId;
import java.util.UUID;

/** Which databases may speak for which node: enrolment asks for this one's and admits those of others. */
public interface Instances {

    /** This node's, made with its database. */
    UUID own();

    /** Lets this instance speak for the peer from its next hello on; the one before it is fenced then. */
    void admit(NodeId peer, UUID instance);
}
