package io.yilu.schemas.payload;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What lies between two neighbouring schema versions of a payload (law 10).
 *
 * @param up lifts a message of the older version; must depend on nothing but the message, since it may be done again
 * @param down writes a newer message for a peer that only reads the older one; null if what it would lose matters, such a
 *     message then waits at the peer until that is upgraded
 */
record VersionStep(UnaryOperator<ObjectNode> up, @Nullable UnaryOperator<ObjectNode> down) {}
