package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import java.util.UUID;

/**
 * Who speaks: a site, its database, and which run of it.
 *
 * @param instance made when the database was made; a restored or rebuilt node has another
 * @param epoch counts the starts of this database, from 1; committed before anything is said
 * @param boot made at each start and kept nowhere, so that two copies of one database are told apart
 */
public record NodeIdentity(NodeId node, UUID instance, long epoch, UUID boot) {}
