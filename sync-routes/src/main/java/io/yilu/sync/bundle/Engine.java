package io.yilu.sync.bundle;

import io.yilu.sync.ExchangeEvent;
import io.yilu.sync.Refusals;
import io.yilu.sync.engine.ChunkStore;
import io.yilu.sync.engine.Exchange;
import io.yilu.sync.engine.Ledger;
import java.util.function.Consumer;

/** The node's exchange as bundles use it: its own engine, ledger and files, never copies of them. */
public record Engine(
        Exchange exchange, Ledger ledger, ChunkStore chunks, Consumer<ExchangeEvent> events, Refusals refusals) {}
