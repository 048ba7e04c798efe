package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import java.util.UUID;

/**
 * Who this database is.
 *
 * @param instance made when the database was made; a rebuilt node has another
 * @param epoch grows with each rebuild or restore, from 1
 */
public record NodeIdentity(NodeId node, UUID instance, long epoch) {}
