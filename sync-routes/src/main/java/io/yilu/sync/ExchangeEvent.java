package io.yilu.sync;

import io.yilu.schemas.identity.NodeId;

/**
 * Something moved in the exchange; published as a Spring application event after commit, so that pages can follow
 * without polling. Events are hints: they may repeat or be missed at a crash, the tables are the truth.
 */
public sealed interface ExchangeEvent {

    /** Messages about this subject were sent or receipted, or applied here. */
    record SubjectMoved(String subject) implements ExchangeEvent {}

    /** More of an incoming file is here; {@code complete} once it can be opened. */
    record FileMoved(String sha256, boolean complete) implements ExchangeEvent {}

    /** The link to this peer changed its state, or what waits for it changed. */
    record LinkMoved(NodeId peer) implements ExchangeEvent {}
}
